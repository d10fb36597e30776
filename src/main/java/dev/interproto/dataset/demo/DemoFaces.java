package dev.interproto.dataset.demo;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.demo.Cast.Shot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes the demo data set: drawn people for training, others for child–adult pairs, photographs
 * for the comparison, and a contact sheet. The same options and seed give the same bytes on one
 * machine, whatever the number of threads.
 *
 * <pre>
 * folder/
 *   train/0000000/00000003.jpg …     112×112, aligned
 *   age-labels.txt                   id path age gender (MTLFace; gender 0 male, 1 female)
 *   test/0000060/060A08b.jpg …       other identities, the age in the name as in FG-NET
 *   demo-c20.txt, demo-small-gap.txt label path1 path2, paths from the folder on
 *   photographs/person-60-age-08.jpg, …, two-people.jpg, no-face-landscape.jpg
 *   contact-sheet.png
 * </pre>
 */
public final class DemoFaces {
    /** Tells a folder of demo faces, which may be drawn anew, from a person's own. */
    private static final String MARKER = "demo-faces.txt";

    private static final int SHEET_ROWS = 8;
    private static final int PHOTOGRAPHED = 6;

    private DemoFaces() {}

    /**
     * Draws and writes everything; an earlier demo data set in the folder is replaced.
     *
     * @param folder made where it is missing; empty or holding an earlier demo data set
     * @throws UserFacingException when the folder holds something else or cannot be written
     * @throws dev.interproto.common.CancelledException when cancelled; the age labels and the pair
     *     lists, written last, are then missing
     */
    public static DemoFacesReport write(Path folder, DemoFacesOptions options, Progress progress) {
        long start = System.nanoTime();
        try {
            clear(folder);
            Cast cast = new Cast(options);
            List<Shot> training = cast.training();
            List<Shot> test = cast.test();
            drawFaces(folder, cast, training, test, progress.part(0, 0.9));
            List<Path> photographs = photographs(folder, cast, test, progress.part(0.9, 0.96));
            Path sheet = folder.resolve("contact-sheet.png");
            Pictures.writePng(sheet, contactSheet(options, progress.part(0.96, 1)));
            Path ageLabels = folder.resolve("age-labels.txt");
            AtomicFiles.writeText(ageLabels, ageLabels(cast, training));
            Path largeGap = folder.resolve("demo-c20.txt");
            Path smallGap = folder.resolve("demo-small-gap.txt");
            PairSampler pairs = new PairSampler(test);
            AtomicFiles.writeText(
                    largeGap,
                    pairs.list(options.pairs(), gap -> gap >= Cast.LARGE_GAP, cast.random(-1, 20)));
            AtomicFiles.writeText(
                    smallGap,
                    pairs.list(options.pairs(), gap -> gap < Cast.LARGE_GAP, cast.random(-1, 19)));
            progress.report(1, "Demo faces drawn");
            return new DemoFacesReport(
                    folder,
                    folder.resolve("train"),
                    ageLabels,
                    folder.resolve("test"),
                    largeGap,
                    smallGap,
                    photographs,
                    sheet,
                    training.size(),
                    options.identities(),
                    options.childIdentities(),
                    test.size(),
                    options.pairs(),
                    (System.nanoTime() - start) / 1e9);
        } catch (IOException | UncheckedIOException e) {
            throw new UserFacingException(
                    "The demo faces could not be written to " + folder + ".",
                    "The demo data set is incomplete (" + e.getMessage() + ").",
                    "Choose a folder that can be written, on a disk with 20 MB free.",
                    e);
        }
    }

    /**
     * The contact sheet: a row for each of up to eight training identities, a column for each age
     * from 3 to 60. People with different hair are preferred, so that the sheet shows the range.
     */
    public static BufferedImage contactSheet(DemoFacesOptions options, Progress progress) {
        Cast cast = new Cast(options);
        List<Person> varied = new ArrayList<>();
        List<Person> others = new ArrayList<>();
        Set<Person.HairStyle> seen = EnumSet.noneOf(Person.HairStyle.class);
        for (int identity = 0; identity < options.identities(); identity++) {
            Person person = cast.person(identity);
            (seen.add(person.adultStyle()) ? varied : others).add(person);
        }
        varied.addAll(others);
        int rows = Math.min(SHEET_ROWS, varied.size());
        return ContactSheet.render(
                varied.subList(0, rows), ContactSheet.AGES, options.threads(), progress);
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent() && !Files.exists(folder.resolve(MARKER))) {
                throw new UserFacingException(
                        "The folder " + folder + " already holds other files.",
                        "Drawing the demo faces there would mix them up.",
                        "Choose an empty or a new folder.");
            }
        }
        AtomicFiles.writeText(
                folder.resolve(MARKER),
                "Drawn by Interproto Workbench; replaced when the demo faces are drawn anew.\n");
        for (String part : List.of("train", "test", "photographs")) {
            delete(folder.resolve(part));
        }
        for (String file : List.of("age-labels.txt", "demo-c20.txt", "demo-small-gap.txt")) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.isDirectory(tree)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void drawFaces(
            Path folder, Cast cast, List<Shot> training, List<Shot> test, Progress progress) {
        List<Shot> all = new ArrayList<>(training);
        all.addAll(test);
        Workers.each(
                all,
                cast.options().threads(),
                shot -> {
                    BufferedImage face =
                            FaceRenderer.aligned(
                                    cast.person(shot.identity()), shot.age(), cast.capture(shot));
                    Pictures.writeJpeg(folder.resolve(shot.path()), face);
                },
                progress,
                "Drawing the demo faces");
    }

    private static String ageLabels(Cast cast, List<Shot> training) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < training.size(); i++) {
            Shot shot = training.get(i);
            text.append(i)
                    .append(' ')
                    .append(shot.path())
                    .append(' ')
                    .append(shot.age())
                    .append(' ')
                    .append(cast.person(shot.identity()).female() ? 1 : 0)
                    .append('\n');
        }
        return text.toString();
    }

    private static List<Path> photographs(
            Path folder, Cast cast, List<Shot> test, Progress progress) {
        Map<Path, List<Photographs.Sitter>> scenes = scenes(folder, cast, test);
        List<Path> files = List.copyOf(scenes.keySet());
        Workers.each(
                files,
                cast.options().threads(),
                file -> {
                    int number = files.indexOf(file);
                    List<Photographs.Sitter> sitters = scenes.get(file);
                    boolean outdoors = sitters.isEmpty() || number % 2 == 1;
                    SplittableRandom random = cast.random(-2, number);
                    Pictures.writeJpeg(file, Photographs.take(sitters, outdoors, random));
                },
                progress,
                "Taking photographs");
        return files;
    }

    /** Which photographs are taken of whom; sorted by file name. */
    private static Map<Path, List<Photographs.Sitter>> scenes(
            Path folder, Cast cast, List<Shot> test) {
        Map<Path, List<Photographs.Sitter>> scenes = new TreeMap<>();
        Path home = folder.resolve("photographs");
        int first = cast.options().identities();
        int people = Math.min(PHOTOGRAPHED, cast.options().testIdentities());
        SplittableRandom random = cast.random(-3, 0);
        for (int i = 0; i < people; i++) {
            int identity = first + i;
            for (int age : new int[] {random.nextInt(6, 12), random.nextInt(33, 56)}) {
                double x = random.nextBoolean() ? 0.33 : 0.66;
                scenes.put(
                        home.resolve(String.format("person-%02d-age-%02d.jpg", identity, age)),
                        List.of(
                                new Photographs.Sitter(
                                        cast.person(identity),
                                        age,
                                        x,
                                        random.nextDouble(0.42, 0.54),
                                        random.nextDouble(48, 68))));
            }
        }
        scenes.put(
                home.resolve("two-people.jpg"),
                Photographs.couple(cast.person(first), 35, cast.person(first + 1), 8));
        scenes.put(home.resolve("no-face-landscape.jpg"), List.of());
        return scenes;
    }
}
