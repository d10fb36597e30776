package dev.interproto.network;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.kernel.OneDnnKernels;
import dev.interproto.network.kernel.OneDnnSupport;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The arithmetic chosen for a device and a wish of precision: oneDNN on processors that have it,
 * ND4J's operations elsewhere.
 *
 * @param kernels the caller's to close
 * @param precision what they compute in: never AUTO
 * @param reason why this precision, for a person
 */
public record KernelChoice(Kernels kernels, Precision precision, String reason) {
    /**
     * Opens kernels.
     *
     * @throws UserFacingException where bfloat16 was asked for and cannot be had
     */
    public static KernelChoice open(ComputeDevice device, Precision wanted) {
        boolean processor = device.kind() == ComputeDevice.Kind.CPU;
        return open(
                device.description(),
                processor ? OneDnnSupport.here() : OneDnnSupport.NONE,
                wanted);
    }

    static KernelChoice open(String device, OneDnnSupport support, Precision wanted) {
        boolean fast = support == OneDnnSupport.BFLOAT16;
        boolean possible = fast || support == OneDnnSupport.BFLOAT16_EMULATED;
        if (wanted == Precision.BFLOAT16 && !possible) {
            throw new UserFacingException(
                    "The precision bfloat16 was asked for, but it cannot be had here.",
                    "The arithmetic on " + device + " computes in float32 only.",
                    "Choose the precision \"auto\" or \"float32\".");
        }
        if (wanted == Precision.BFLOAT16 || wanted == Precision.AUTO && fast) {
            String reason =
                    fast
                            ? "the processor multiplies bfloat16 itself"
                            : "asked for; this processor has no instructions for it, so it is slow";
            return new KernelChoice(
                    new OneDnnKernels(DataType.BFLOAT16), Precision.BFLOAT16, reason);
        }
        return new KernelChoice(
                support == OneDnnSupport.NONE
                        ? new Nd4jKernels()
                        : new OneDnnKernels(DataType.FLOAT),
                Precision.FLOAT32,
                reasonForFloat32(support, wanted));
    }

    private static String reasonForFloat32(OneDnnSupport support, Precision wanted) {
        if (wanted == Precision.FLOAT32) {
            return "asked for";
        }
        return support == OneDnnSupport.NONE
                ? "these kernels compute in float32 only"
                : "this processor has no instructions for bfloat16";
    }
}
