package dev.interproto.desktop.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.loss.HeadKind;
import dev.interproto.loss.HeadOption;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.sweep.SweepCell;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ArcFace with λ 0 and 1 on one dataset and one seed, unless said otherwise. */
class SweepFormTest {
    @TempDir private Path folder;
    private Workspace workspace;
    private SweepForm form;

    @BeforeEach
    void open() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        Path faces = Files.createDirectories(folder.resolve("faces"));
        form = new SweepForm(workspace, new Messages());
        form.nameProperty().set("s");
        form.presetProperty().set(TrainingPreset.DEMO);
        form.seedsProperty().set("1");
        form.datasets().add(new KnownDataset("faces", faces, Optional.empty()));
    }

    private List<String> names() {
        return SweepFolder.cellsOf(workspace, form.plan()).stream().map(SweepCell::name).toList();
    }

    private void type(HeadKind kind, String option, String text) {
        form.methods().options(kind).entrySet().stream()
                .filter(each -> each.getKey().name().equals(option))
                .forEach(each -> each.getValue().set(text));
    }

    @Test
    void severalNumbersOfAHeadMakeAMethodEach() {
        form.lambdasProperty().set("1");
        form.methods().ticked().add(HeadKind.COSFACE);
        type(HeadKind.COSFACE, "margin", "0.2, 0.35");
        type(HeadKind.COSFACE, "scale", "32");
        assertThat(names())
                .containsExactly(
                        "s faces arcface lambda=1 seed=1",
                        "s faces cosface scale=32 margin=0.2 lambda=1 seed=1",
                        "s faces cosface scale=32 margin=0.35 lambda=1 seed=1");
        assertThat(form.create().cells()).extracting(SweepCell::name).isEqualTo(names());
    }

    @Test
    void numbersOfHeadsThatAreNotTickedDoNotCountAndOthersMustFit() {
        type(HeadKind.COSFACE, "margin", "7");
        assertThat(names()).hasSize(2);
        type(HeadKind.ARCFACE, "margin", "7");
        assertThatThrownBy(form::plan)
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("ArcFace: its margin must be from 0 to 1.57");
        type(HeadKind.ARCFACE, "margin", "wide");
        assertThatThrownBy(form::plan).hasMessageContaining("no number");
    }

    @Test
    void whatIsLeftEmptyIsThePresetsForItsHeadAndThePublishedForOthers() {
        HeadOption arcScale = HeadKind.ARCFACE.options().get(0);
        HeadOption cosScale = HeadKind.COSFACE.options().get(0);
        assertThat(MethodsForm.usual(HeadKind.ARCFACE, arcScale, TrainingPreset.DEMO))
                .isEqualTo(32);
        assertThat(MethodsForm.usual(HeadKind.COSFACE, cosScale, TrainingPreset.DEMO))
                .isEqualTo(64);
    }

    @Test
    void combinationsAreLeftOutAndAnExclusionOfNothingIsRefused() {
        form.methods().ticked().add(HeadKind.COSFACE);
        SweepPlan.Exclusion cosfaceWithLambda =
                new SweepPlan.Exclusion(
                        Optional.of("cosface"),
                        Optional.of(1.0),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        form.exclusions().add(cosfaceWithLambda);
        assertThat(names()).hasSize(3).noneMatch(name -> name.contains("cosface lambda=1"));

        form.methods().ticked().remove(HeadKind.COSFACE);
        assertThatThrownBy(form::plan)
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("excludes the method \"cosface\"");
        assertThat(form.combinations().exclude()).as("what can be chosen is still known").isEmpty();
    }

    @Test
    void everyMethodIsTrainedFromEveryTickedStartOfOneNetwork() {
        SampleModels.shelve(workspace, "small", 3);
        List<StartsForm.Choice> found = StartsForm.list(workspace);
        assertThat(found)
                .containsExactly(
                        StartsForm.Choice.FRESH,
                        new StartsForm.Choice(
                                SweepPlan.Start.ofModel("small"), Optional.of("ir-small")));
        form.starts().show(found);
        form.starts().ticked().add(found.get(1));
        assertThat(names()).hasSize(4).contains("s faces arcface lambda=0 from=small seed=1");
        assertThat(SweepFolder.cellsOf(workspace, form.plan()))
                .allMatch(cell -> cell.request().configuration().backbone().equals("ir-small"));

        form.starts()
                .ticked()
                .add(
                        new StartsForm.Choice(
                                SweepPlan.Start.ofRun("other", "last"), Optional.of("ir-50")));
        assertThatThrownBy(form::plan).hasMessageContaining("ir-small, ir-50");
        form.starts().show(List.of(StartsForm.Choice.FRESH));
        assertThat(form.starts().ticked()).as("gone").containsExactly(StartsForm.Choice.FRESH);
        form.starts().ticked().clear();
        assertThatThrownBy(form::plan).hasMessageContaining("at least one start");
    }
}
