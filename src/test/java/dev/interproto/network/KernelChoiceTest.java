package dev.interproto.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.kernel.OneDnnKernels;
import dev.interproto.network.kernel.OneDnnSupport;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class KernelChoiceTest {
    private static KernelChoice choice(OneDnnSupport support, Precision wanted) {
        KernelChoice choice = KernelChoice.open("CPU, 2 cores", support, wanted);
        choice.kernels().close();
        return choice;
    }

    @Test
    void withoutOneDnnTheOperationsOfNd4jServe() {
        KernelChoice choice = choice(OneDnnSupport.NONE, Precision.AUTO);
        assertThat(choice.kernels()).isInstanceOf(Nd4jKernels.class);
        assertThat(choice.precision()).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void bfloat16ThatCannotBeHadIsRefused() {
        assertThatThrownBy(() -> choice(OneDnnSupport.FLOAT32, Precision.BFLOAT16))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("bfloat16")
                .hasMessageContaining("CPU, 2 cores");
    }

    @Test
    void autoTakesBfloat16OnlyWhereTheProcessorMultipliesIt() {
        assumeTrue(OneDnnSupport.here() != OneDnnSupport.NONE, "oneDNN is not for this platform");
        assertThat(choice(OneDnnSupport.FLOAT32, Precision.AUTO).precision())
                .isEqualTo(Precision.FLOAT32);
        assertThat(choice(OneDnnSupport.BFLOAT16_EMULATED, Precision.AUTO).precision())
                .isEqualTo(Precision.FLOAT32);
        KernelChoice fast = choice(OneDnnSupport.BFLOAT16, Precision.AUTO);
        assertThat(fast.precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(fast.kernels()).isInstanceOf(OneDnnKernels.class);
        assertThat(fast.kernels().activationType()).isEqualTo(DataType.BFLOAT16);
        assertThat(choice(OneDnnSupport.BFLOAT16, Precision.FLOAT32).kernels().activationType())
                .isEqualTo(DataType.FLOAT);
    }
}
