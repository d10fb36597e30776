package dev.interproto.workspace;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import dev.interproto.training.TrainingConfiguration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a run folder's {@code run.json}: what was asked for, where it stands, and what
 * would be needed to do it again.
 *
 * @param formatVersion 1
 * @param name the run's name, as shown; the folder's name at the start
 * @param configuration what decides the result
 * @param data where the training set lies and what it held
 * @param testSets pair lists evaluated after each epoch
 * @param status as last written by the training process
 * @param failure what the last failure said; empty where none did
 * @param created when the run was set up
 * @param started when training first began
 * @param ended when it last finished, stopped or failed
 * @param trainingSeconds time spent training, all sessions together
 * @param epochsDone whole epochs behind it
 * @param step global steps done
 * @param process that trains or last trained it
 * @param best best accuracy so far per test set
 * @param startedFrom the weights it started from; empty where they were fresh
 * @param environment program version, Java, operating system, processor, device, settled precision,
 *     kernels and why
 * @param ending why it ended before all its epochs by itself; empty where it did not
 */
public record RunRecord(
        int formatVersion,
        String name,
        TrainingConfiguration configuration,
        DataReference data,
        List<TestSetReference> testSets,
        RunStatus status,
        @JsonAlias("message") Optional<Failure> failure,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        double trainingSeconds,
        int epochsDone,
        long step,
        ProcessStamp process,
        Map<String, BestResult> best,
        Optional<StartingPoint> startedFrom,
        Map<String, String> environment,
        Optional<String> ending) {
    /** The format this program writes. */
    public static final int FORMAT_VERSION = 1;

    public RunRecord {
        testSets = testSets == null ? List.of() : List.copyOf(testSets);
        best = best == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(best));
        environment =
                environment == null
                        ? Map.of()
                        : Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        // Files of the first versions say message: "" where nothing failed.
        failure = failure == null ? Optional.empty() : failure.filter(f -> !f.what().isEmpty());
        startedFrom = startedFrom == null ? Optional.empty() : startedFrom;
        started = started == null ? Optional.empty() : started;
        ended = ended == null ? Optional.empty() : ended;
        ending = ending == null ? Optional.empty() : ending;
    }

    /** Of a run that did not end by itself before all its epochs. */
    public RunRecord(
            int formatVersion,
            String name,
            TrainingConfiguration configuration,
            DataReference data,
            List<TestSetReference> testSets,
            RunStatus status,
            Optional<Failure> failure,
            Instant created,
            Optional<Instant> started,
            Optional<Instant> ended,
            double trainingSeconds,
            int epochsDone,
            long step,
            ProcessStamp process,
            Map<String, BestResult> best,
            Optional<StartingPoint> startedFrom,
            Map<String, String> environment) {
        this(
                formatVersion,
                name,
                configuration,
                data,
                testSets,
                status,
                failure,
                created,
                started,
                ended,
                trainingSeconds,
                epochsDone,
                step,
                process,
                best,
                startedFrom,
                environment,
                Optional.empty());
    }

    /**
     * The weights a training started from. Only a new start looks for them again; resuming from a
     * checkpoint does not.
     *
     * @param model name of a model of the shelf; empty for a run
     * @param run name of a run; empty for a model
     * @param checkpoint of the run; empty for a model
     * @param source SHA-256 of the model's imported file; empty for a run
     */
    public record StartingPoint(
            Optional<String> model,
            Optional<String> run,
            Optional<String> checkpoint,
            Optional<String> source) {
        public StartingPoint {
            model = model == null ? Optional.empty() : model;
            run = run == null ? Optional.empty() : run;
            checkpoint = checkpoint == null ? Optional.empty() : checkpoint;
            source = source == null ? Optional.empty() : source;
        }

        /** For a person: which model or run. */
        public String text() {
            return model.map(name -> "model " + name)
                    .orElseGet(() -> "run " + run.orElse("") + ", " + checkpoint.orElse("last"));
        }
    }

    /**
     * How a training broke off.
     *
     * @param what happened
     * @param meaning for the run; may be empty
     * @param remedy what to do; may be empty
     */
    public record Failure(String what, String meaning, String remedy) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Failure {
            what = what == null ? "" : what;
            meaning = meaning == null ? "" : meaning;
            remedy = remedy == null ? "" : remedy;
        }

        /** Of a file of the first versions, which joined the sentences. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Failure ofJoined(String sentences) {
            return new Failure(sentences, "", "");
        }

        /** The sentences in a row. */
        public String text() {
            return Stream.of(what, meaning, remedy)
                    .filter(sentence -> !sentence.isEmpty())
                    .collect(Collectors.joining(" "));
        }
    }

    /**
     * @param root absolute folder of the training set
     * @param ageLabels age-label file, or empty where ages come from file names or are unknown
     * @param fingerprint stable hash of names and sizes
     * @param images trained on, without those left out
     * @param leftOut images that the dataset's list of exclusions took away; 0 in files of the
     *     first versions
     * @param editedAges images whose age was set or taken away in the workbench; child identities
     *     depend on them, the fingerprint does not
     * @param estimatedAges images whose age is a model's estimate
     * @param identityList file of the identities trained on; empty where it is all of them
     */
    public record DataReference(
            String name,
            String root,
            String ageLabels,
            String fingerprint,
            int images,
            int identities,
            int childIdentities,
            int leftOut,
            int editedAges,
            int estimatedAges,
            Optional<String> identityList) {
        public DataReference {
            identityList = identityList == null ? Optional.empty() : identityList;
        }

        /** Of a dataset whose ages are its own and whose images are all used. */
        public DataReference(
                String name,
                String root,
                String ageLabels,
                String fingerprint,
                int images,
                int identities,
                int childIdentities) {
            this(
                    name,
                    root,
                    ageLabels,
                    fingerprint,
                    images,
                    identities,
                    childIdentities,
                    0,
                    0,
                    0,
                    Optional.empty());
        }
    }

    /** A pair list and the folder its images lie in. */
    public record TestSetReference(String name, String pairs, String images) {}

    /**
     * The best result of a test set, kept as {@code checkpoints/best-<test set>.npz}.
     *
     * @param accuracy best-threshold accuracy (paper protocol), 0 to 1
     * @param pairs how many pairs it was measured on
     * @param epoch from 0
     */
    public record BestResult(double accuracy, int pairs, int epoch) {}
}
