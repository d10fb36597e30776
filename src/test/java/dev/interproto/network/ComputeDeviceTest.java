package dev.interproto.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.interproto.common.UserFacingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComputeDeviceTest {
    @Test
    void cardsAreReadFromTheDriversLines() {
        assertThat(ComputeDevice.parse("NVIDIA GeForce RTX 3090, 8.6\nNVIDIA H100 80GB, 9.0\n"))
                .containsExactly(
                        new ComputeDevice.Card("NVIDIA GeForce RTX 3090", 8.6),
                        new ComputeDevice.Card("NVIDIA H100 80GB", 9.0));
        assertThat(ComputeDevice.parse("No devices were found\n")).isEmpty();
    }

    @Test
    void aCardNewerThanTheMachineCodeIsNamedWithTheReason() {
        List<ComputeDevice.Card> cards = List.of(new ComputeDevice.Card("NVIDIA H100", 9.0));
        assertThat(ComputeDevice.problem(cards, true))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("NVIDIA H100", "9.0", "3.5 to 8.9"));
    }

    @Test
    void aUsableCardIsAProblemOnlyWithoutTheBackEnd() {
        List<ComputeDevice.Card> cards = List.of(new ComputeDevice.Card("RTX 4090", 8.9));
        assertThat(ComputeDevice.problem(cards, true)).isEmpty();
        assertThat(ComputeDevice.problem(cards, false))
                .hasValueSatisfying(text -> assertThat(text).contains("no CUDA back end"));
    }

    @Test
    void withoutACardTheProcessorIsChosenAndCudaRefused() {
        ComputeDevice device = ComputeDevice.choose(DeviceChoice.AUTO);
        assumeFalse(device.kind() == ComputeDevice.Kind.CUDA, "this machine has a usable card");
        assertThat(device.description()).startsWith("CPU, ");
        assertThatThrownBy(() -> ComputeDevice.choose(DeviceChoice.CUDA))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("cpu");
    }
}
