package dev.interproto.dataset.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinVerificationSetTest {
    private static final Path SAMPLE = Path.of("../shared/data/small_lfw.bin");

    @TempDir private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("set.bin"), bytes);
    }

    private PairList open(byte[] bytes) throws IOException {
        return BinVerificationSet.open(file(bytes), Progress.NONE);
    }

    private void refused(BinWriter writer, String message) throws IOException {
        refused(writer.bytes(), message);
    }

    private void refused(byte[] bytes, String message) throws IOException {
        Path file = file(bytes);
        assertThatThrownBy(() -> BinVerificationSet.open(file, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("set.bin")
                .hasMessageContaining(message);
    }

    private static List<byte[]> images(int count) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(RecordDatasetTest.jpeg(400 + i, i));
        }
        return images;
    }

    private static void assertHolds(PairList list, List<byte[]> images) throws IOException {
        try (LocatedImages located = new LocatedImages()) {
            int next = 0;
            for (VerificationPair pair : list.pairs()) {
                assertThat(located.read(pair.first())).isEqualTo(images.get(next++));
                assertThat(located.read(pair.second())).isEqualTo(images.get(next++));
            }
            assertThat(next).isEqualTo(images.size());
        }
    }

    @Test
    void bytesStringsAndArraysAreReadWhereTheyLie() throws IOException {
        List<byte[]> images = images(6);
        for (byte[] set :
                List.of(
                        BinWriter.ofBytes(images, true, false, true),
                        BinWriter.ofStrings(images, true, false, true),
                        BinWriter.ofArrays(images, true, false, true))) {
            PairList list = open(set);
            assertThat(list.name()).isEqualTo("set");
            assertThat(list.missing()).isEmpty();
            assertThat(list.pairs())
                    .extracting(VerificationPair::same)
                    .containsExactly(true, false, true);
            assertHolds(list, images);
        }
    }

    /**
     * What Python 3.12 with numpy 2.4 writes of four buffers, the i-th {@code ff d8 ff} and then 90
     * + i bytes (7j + 31i) mod 256; the number is the pickle protocol. Truths: arrays of bool.
     * Scalars: bytearrays, with numpy's bool_ and int64. Objects: an array of arrays, with 1 and 0.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes-2",
                "bytes-4",
                "arrays-1",
                "arrays-2",
                "arrays-5",
                "truths-2",
                "truths-5",
                "scalars-2",
                "scalars-4",
                "objects-4",
                "objects-5"
            })
    void whatPythonWritesIsRead(String name) throws IOException {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] image = new byte[93 + i];
            image[0] = (byte) 0xff;
            image[1] = (byte) 0xd8;
            image[2] = (byte) 0xff;
            for (int j = 0; j < 90 + i; j++) {
                image[3 + j] = (byte) (7 * j + 31 * i);
            }
            images.add(image);
        }
        try (InputStream in = getClass().getResourceAsStream(name + ".bin")) {
            PairList list = open(Objects.requireNonNull(in).readAllBytes());
            assertThat(list.missing()).isEmpty();
            assertThat(list.pairs())
                    .extracting(VerificationPair::same)
                    .containsExactly(true, false);
            assertHolds(list, images);
        }
    }

    @Test
    void theSampleIsReadWhole() throws IOException {
        assumeTrue(Files.isRegularFile(SAMPLE), "no ../shared/data/small_lfw.bin here");
        PairList list = BinVerificationSet.open(SAMPLE, Progress.NONE);
        assertThat(list.pairs()).hasSize(10);
        assertThat(list.folds()).isEqualTo(10);
        try (LocatedImages images = new LocatedImages()) {
            for (VerificationPair pair : list.pairs()) {
                assertThat(images.face(pair.first()).width()).isEqualTo(112);
                assertThat(images.face(pair.second()).width()).isEqualTo(112);
            }
        }
    }

    @Test
    void foldsAreConsecutiveTenthsWhateverIsMissing() throws IOException {
        List<byte[]> images = images(40);
        images.set(1, new byte[300]);
        boolean[] truths = new boolean[20];
        PairList list = open(BinWriter.ofBytes(images, truths));
        assertThat(list.folds()).isEqualTo(10);
        assertThat(list.foldOf()).startsWith(0, 1, 1, 2, 2).endsWith(9, 9).hasSize(19);
    }

    @Test
    void whatIsNoImageMakesAMissingPair() throws IOException {
        List<byte[]> images = images(12);
        images.set(
                2,
                "this is no image at all, whatever anyone says of it, and it is long".getBytes());
        images.set(5, new byte[0]);
        images.remove(11);
        PairList list = open(BinWriter.ofBytes(images, true, true, true, true, true, true, false));
        assertThat(list.pairs())
                .extracting(pair -> pair.first().name())
                .containsExactly("set.bin#0", "set.bin#6", "set.bin#8");
        assertThat(list.missing())
                .extracting(Problem::what)
                .containsExactly(
                        "Its image 2 is no JPEG, PNG, BMP or WebP image.",
                        "Its image 5 is no buffer of bytes.",
                        "Its image 11 is missing.",
                        "Its image 12 is missing.");
        assertThat(open(BinWriter.ofBytes(images(4), true)).missing())
                .extracting(Problem::what)
                .containsExactly("Nothing says whether its images show the same person.");
    }

    @Test
    void anArrayOfAnotherSizeThanItsDataIsNoImage() throws IOException {
        byte[] image = RecordDatasetTest.jpeg(400, 1);
        BinWriter writer = new BinWriter().raw("](");
        writer.array(image, 400).array(image, 401).array(image, 400).array(image, 400);
        PairList list = open(writer.raw("e](").raw(0x88, 0x88).raw("e").raw(0x86, '.').bytes());
        assertThat(list.pairs()).hasSize(1);
        assertThat(list.missing()).hasSize(1);
    }

    @Test
    void onlyDataIsTakenFromThePickle() throws IOException {
        String call = "cos\nsystem\nU";
        refused(new BinWriter().raw(call).raw(2, 'l', 's', 0x85).raw("R."), "refers to os.system");
        refused(new BinWriter().raw("cnumpy\nload\n."), "refers to numpy.load");
        refused(new BinWriter().raw("cnumpy.core.multiarray\nfromfile\n."), "multiarray.fromfile");
        refused(new BinWriter().raw("cbuiltins\neval\n."), "refers to builtins.eval");
        refused(new BinWriter().raw("cbuiltins\nbytes\n)").raw(0x81, '.'), "instruction NEWOBJ");
        refused(new BinWriter().raw("]Q."), "instruction BINPERSID");
        refused(new BinWriter().raw("]]b."), "BUILD on something that is no array");
        refused(new BinWriter().raw("(cos\nsystem\no."), "refers to os.system");
        assertThat(Path.of("ran")).doesNotExist();
    }

    @Test
    void otherPicklesAreNoVerificationSets() throws IOException {
        refused(new byte[0], "its pickle asks for 1 bytes beyond 0 in one go, of 0 in all");
        refused(new BinWriter().raw("]."), "does not hold two lists");
        refused(new BinWriter().raw("]]").raw(0x86, '.'), "lists no pairs");
        refused(new BinWriter().raw("N]").raw(0x86, '.'), "where a list should be");
        refused(new BinWriter().raw("](NNe]").raw(0x86, '.'), "none with two images");
        refused(new BinWriter().raw("](NNe](NNe").raw(0x86, '.'), "one of its truths is none");
        refused("PK and so on".getBytes(), "pickle");
        byte[] whole = BinWriter.ofArrays(images(2), true);
        for (int length = 0; length < whole.length; length += 7) {
            refused(Arrays.copyOf(whole, length), "its pickle");
        }
        assertThatThrownBy(
                        () -> BinVerificationSet.open(folder.resolve("absent.bin"), Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void lengthsBeyondTheFileTakeNoMemory() throws IOException {
        refused(new BinWriter().raw("](B").raw(255, 255, 255, 255), "asks for 4294967295 bytes");
        refused(new BinWriter().raw("](T").raw(255, 255, 255, 255), "asks for -1 bytes");
        refused(
                new BinWriter().raw("](").raw(0x8e, 255, 255, 255, 255, 255, 255, 255, 0x7f),
                "asks for 9223372036854775807 bytes");
        String array = "cnumpy.core.multiarray\n_reconstruct\n)R";
        refused(
                new BinWriter()
                        .raw("]" + array + "(K")
                        .raw(1)
                        .raw("(")
                        .whole(Integer.MAX_VALUE)
                        .whole(Integer.MAX_VALUE)
                        .raw("tcnumpy\ndtype\nU")
                        .raw(2, 'u', '8', 0x85)
                        .raw("R")
                        .raw(0x89)
                        .raw("Ntb")
                        .raw(0x86, '.'),
                "an array's size");
    }

    /** An array of values whose values are itself. */
    @Test
    void arraysThatHoldThemselvesAreRefused() throws IOException {
        BinWriter writer = new BinWriter().raw("cnumpy.core.multiarray\n_reconstruct\n)R");
        writer.raw('q', 0).raw("(K").raw(1).raw(")cnumpy\ndtype\nU").raw(1, 'O', 0x85).raw("R");
        writer.raw(0x89, 'h', 0).raw("tb]").raw(0x86, '.');
        refused(writer, "where a list should be");
    }

    @Test
    void aChangedContainerIsOpenedAnew() throws IOException {
        try (LocatedImages images = new LocatedImages()) {
            Path file = file(BinWriter.ofBytes(images(2), true));
            assertThat(images.read(ImageLocation.of(file, 1))).hasSize(401);
            assertThatThrownBy(() -> images.read(ImageLocation.of(file, 2)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no image 2");
            Files.write(file, BinWriter.ofBytes(images(4), true, true));
            assertThat(images.read(ImageLocation.of(file, 2))).hasSize(402);
            Path records =
                    new RecordWriter()
                            .image(0, RecordDatasetTest.jpeg(50, 1))
                            .image(1, RecordDatasetTest.jpeg(60, 2))
                            .write(folder, "train");
            assertThat(images.read(ImageLocation.of(records, 1))).hasSize(60);
            assertThatThrownBy(() -> images.read(ImageLocation.of(records, 2)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no image under number 2");
        }
    }
}
