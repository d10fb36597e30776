package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.Sampled;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.StoredAnalysis;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisJobTest {
    @TempDir private Path folder;

    /** Three people of ten images, two of them children in all of theirs or enough. */
    private DemoFacesReport faces() {
        return DemoFaces.write(
                folder.resolve("faces"),
                new DemoFacesOptions(3, 10, 0.67, 2, 2, 7, 2),
                Progress.NONE);
    }

    private static AnalysisRequest request(
            ModelHome model, Optional<DemoFacesReport> faces, Optional<Path> out) {
        return new AnalysisRequest(
                model,
                "last",
                faces.map(DemoFacesReport::train),
                faces.map(DemoFacesReport::ageLabels),
                OptionalInt.empty(),
                OptionalInt.empty(),
                200,
                2000,
                0,
                "cpu",
                "float32",
                out);
    }

    @Test
    void aModelOfOtherFacesIsAnalysedByIdentityMeansAlone() throws Exception {
        Workspace workspace = Workspace.open(folder.resolve("workspace"));
        ModelHome model = SampleModels.shelve(workspace, "small", 3).folder();
        Path out = folder.resolve("out");
        StoredAnalysis stored =
                new AnalysisJob(
                                new DatasetOpening(workspace),
                                request(model, Optional.of(faces()), Optional.of(out)))
                        .run(Progress.NONE);
        Analysis analysis = stored.analysis();
        assertThat(analysis.means().orElseThrow().children()).isEqualTo(new Sampled(2, 2));
        assertThat(analysis.means().orElseThrow().childChild().count()).isEqualTo(1);
        assertThat(analysis.means().orElseThrow().adultAdult().count()).isZero();
        assertThat(analysis.means().orElseThrow().childAdult().count()).isEqualTo(2);
        assertThat(analysis.prototypes()).isEmpty();
        assertThat(analysis.angles()).isEmpty();
        assertThat(analysis.notes())
                .singleElement()
                .asString()
                .contains("not trained on the identities of")
                .contains("is not known");
        assertThat(stored.folder()).hasParent(model.analysesFolder());
        assertThat(StoredAnalysis.read(stored.folder())).contains(stored);
        assertThat(out.resolve("identity-means.png")).isNotEmptyFile();
        assertThat(out.resolve("identity-means.svg")).content().contains("adult–adult none");
        assertThat(Files.readAllLines(out.resolve("measures.csv")))
                .hasSize(1 + 3)
                .startsWith("of,to,unit,count,mean,std,sample")
                .anyMatch(line -> line.startsWith("identity means,adult–adult,cosine,0,,,"));
        assertThat(Files.readAllLines(out.resolve("spreads.csv")))
                .hasSizeBetween(3, 4)
                .startsWith("of,to,unit,from,until,count");
    }

    @Test
    void aModelWithoutADatasetSaysWhatItNeeds() {
        Workspace workspace = Workspace.open(folder.resolve("workspace"));
        ModelHome model = SampleModels.shelve(workspace, "small", 3).folder();
        AnalysisJob job =
                new AnalysisJob(
                        new DatasetOpening(workspace),
                        request(model, Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> job.run(Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("no dataset")
                .hasMessageContaining("--data");
    }
}
