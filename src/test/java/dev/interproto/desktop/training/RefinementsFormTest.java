package dev.interproto.desktop.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.control.Messages;
import dev.interproto.training.Refinements;
import org.junit.jupiter.api.Test;

class RefinementsFormTest {
    private final RefinementsForm form = new RefinementsForm(new Messages());

    @Test
    void whatIsShownIsWhatIsAskedFor() {
        Refinements sampled = Refinements.NONE.withPartialFc(0.1);

        form.show(sampled);

        assertThat(form.partialFc().textProperty().get()).isEqualTo("0.1");
        assertThat(form.refinements()).isEqualTo(sampled);
    }

    @Test
    void aShareOfTheIdentitiesIsAboveZeroToOne() {
        form.show(Refinements.NONE);
        for (String share : new String[] {"1", "0.001"}) {
            form.partialFc().textProperty().set(share);
            assertThat(form.partialFc().value()).hasValue(Double.valueOf(share));
        }
        for (String none : new String[] {"0", "1.01", "-0.5", "tenth"}) {
            form.partialFc().textProperty().set(none);
            assertThat(form.partialFc().value()).isEmpty();
        }
    }
}
