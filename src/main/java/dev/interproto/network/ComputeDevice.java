package dev.interproto.network;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the arithmetic runs on. ND4J settles it when it is first touched, once per process.
 *
 * @param kind processor or card
 * @param description for a person and for {@code run.json}, for example "CPU, 2 cores"
 * @param unusableCard a card that is there but cannot be used, with the reason
 */
public record ComputeDevice(Kind kind, String description, Optional<String> unusableCard) {
    /** The kinds of device. */
    public enum Kind {
        CPU,
        CUDA
    }

    private static final Logger LOG = LoggerFactory.getLogger(ComputeDevice.class);

    /** ND4J 1.0.0-M2.1's CUDA 11.6 machine code serves these capabilities and holds no PTX. */
    private static final double LEAST_CAPABILITY = 3.5;

    private static final double GREATEST_CAPABILITY = 8.9;

    private static final int QUERY_SECONDS = 5;
    private static final Pattern CARD = Pattern.compile("(.+),\\s*(\\d+\\.\\d+)\\s*");

    /** One card as the driver names it. */
    record Card(String name, double capability) {
        boolean usable() {
            return capability >= LEAST_CAPABILITY && capability <= GREATEST_CAPABILITY;
        }
    }

    /**
     * The device for a choice; touches ND4J, which then keeps its back end to the end of the
     * process.
     *
     * @throws UserFacingException where the choice cannot be had, with the reason
     */
    public static ComputeDevice choose(DeviceChoice choice) {
        List<Card> cards = cards();
        Optional<String> problem = problem(cards, cudaBackendPresent());
        boolean cuda = cudaBackendRuns();
        requirePossible(choice, cuda, problem);
        if (cuda && problem.isEmpty()) {
            String name = cards.isEmpty() ? "CUDA" : cards.get(0).name();
            return new ComputeDevice(Kind.CUDA, name, Optional.empty());
        }
        int cores = Runtime.getRuntime().availableProcessors();
        String description = "CPU, " + cores + (cores == 1 ? " core" : " cores");
        return new ComputeDevice(Kind.CPU, description, problem);
    }

    /**
     * Starts ND4J, which loads its native libraries, some seconds' work (and unpacks them at the
     * first time). Whoever shows a screen calls it before the screen's own libraries are loaded.
     *
     * <p>While it starts, ND4J asks for symbols in a way (JavaCPP's {@code Loader.addressof}, which
     * opens libraries while it walks their list) that takes glibc's two loader locks in the
     * opposite order of a plain loading: another thread that loads a library in the same moment, as
     * JavaFX's renderer does at its start, and this one wait for each other for ever. Seen once as
     * a window that stayed white.
     *
     * <p>Never fails: what cannot be loaded is told by {@link #choose}.
     */
    public static void start() {
        try {
            INDArray two = Nd4j.ones(2, 2);
            two.mmul(two).close(); // the product is what looks for the symbols
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("ND4J does not start", e);
        }
    }

    private static void requirePossible(
            DeviceChoice choice, boolean cuda, Optional<String> problem) {
        if (choice == DeviceChoice.CUDA && (!cuda || problem.isPresent())) {
            throw new UserFacingException(
                    "CUDA was asked for, but no card can be used.",
                    problem.orElse("There is no NVIDIA card, or its driver is not installed."),
                    "Choose the device \"auto\" or \"cpu\".");
        }
        if (cuda && (choice == DeviceChoice.CPU || problem.isPresent())) {
            throw new UserFacingException(
                    "The work should run on the processor, but ND4J has started its CUDA back end.",
                    problem.orElse("The back end is chosen when the program starts."),
                    "Start again with the environment variable BACKEND_PRIORITY_CPU=200.");
        }
    }

    /** Why the first card cannot be used; empty where it can, or where there is none. */
    static Optional<String> problem(List<Card> cards, boolean cudaBackendPresent) {
        if (cards.isEmpty()) {
            return Optional.empty();
        }
        Card card = cards.get(0);
        if (!card.usable()) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "%s has compute capability %.1f; ND4J's CUDA code serves %.1f to %.1f.",
                            card.name(),
                            card.capability(),
                            LEAST_CAPABILITY,
                            GREATEST_CAPABILITY));
        }
        return cudaBackendPresent
                ? Optional.empty()
                : Optional.of(
                        card.name()
                                + " could be used, but this build holds no CUDA back end (build"
                                + " with -Dcuda).");
    }

    private static boolean cudaBackendPresent() {
        try {
            Class.forName(
                    "org.nd4j.linalg.jcublas.JCublasBackend",
                    false,
                    ComputeDevice.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static boolean cudaBackendRuns() {
        return Nd4j.getBackend().getClass().getName().contains("jcublas");
    }

    private static List<Card> cards() {
        try {
            Process process =
                    new ProcessBuilder(
                                    "nvidia-smi",
                                    "--query-gpu=name,compute_cap",
                                    "--format=csv,noheader")
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(QUERY_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            byte[] output = process.getInputStream().readAllBytes();
            return process.exitValue() == 0
                    ? parse(new String(output, StandardCharsets.UTF_8))
                    : List.of();
        } catch (IOException e) {
            return List.of(); // no driver, so no card
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** The lines of {@code nvidia-smi}: "name, 8.6". */
    static List<Card> parse(String lines) {
        return lines.lines()
                .map(CARD::matcher)
                .filter(Matcher::matches)
                .map(m -> new Card(m.group(1).trim(), Double.parseDouble(m.group(2))))
                .toList();
    }
}
