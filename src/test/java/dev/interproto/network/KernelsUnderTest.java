package dev.interproto.network;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.kernel.OneDnnKernels;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The implementations of the arithmetic that must agree with the reference.
 *
 * @param name for the test case
 * @param kernels makes them
 */
record KernelsUnderTest(String name, Supplier<Kernels> kernels) {
    static List<KernelsUnderTest> all() {
        return List.of(
                new KernelsUnderTest("nd4j", Nd4jKernels::new),
                new KernelsUnderTest("onednn", () -> new OneDnnKernels(DataType.FLOAT)));
    }
}
