package dev.interproto.desktop;

import dev.interproto.common.Progress;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DeviceStatus;
import dev.interproto.network.ComputeDevice;
import dev.interproto.network.DeviceChoice;

/** Asks the network floor what computes here; loads (and at first unpacks) the native libraries. */
final class DeviceProbe {
    private DeviceProbe() {}

    static DeviceStatus.State determine(Messages messages, Progress progress) {
        progress.report(Double.NaN, messages.text("status.device.determining.tip"));
        ComputeDevice device = ComputeDevice.choose(DeviceChoice.AUTO);
        return new DeviceStatus.Known(
                device.description(),
                "float32",
                device.unusableCard().orElse(messages.text("status.device.explanation")));
    }
}
