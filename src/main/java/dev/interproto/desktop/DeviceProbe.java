package dev.interproto.desktop;

import dev.interproto.common.Progress;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DeviceStatus;
import dev.interproto.network.ComputeDevice;
import dev.interproto.network.DeviceChoice;
import dev.interproto.network.Precision;
import dev.interproto.training.Arithmetic;
import dev.interproto.training.FaceNetworks;

/** Asks the network floor what computes here; loads (and at first unpacks) the native libraries. */
final class DeviceProbe {
    private DeviceProbe() {}

    static DeviceStatus.State determine(Messages messages, Progress progress) {
        progress.report(Double.NaN, messages.text("status.device.determining.tip"));
        ComputeDevice device = ComputeDevice.choose(DeviceChoice.AUTO);
        Arithmetic arithmetic =
                FaceNetworks.arithmetic(DeviceChoice.AUTO.id(), Precision.AUTO.id());
        return new DeviceStatus.Known(
                device.description(),
                arithmetic.precision().id(),
                device.unusableCard().orElse(messages.text("status.device.explanation"))
                        + "\n"
                        + arithmetic.description());
    }
}
