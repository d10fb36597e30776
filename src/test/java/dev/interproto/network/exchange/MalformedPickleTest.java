package dev.interproto.network.exchange;

import static dev.interproto.network.exchange.HostilePickles.assertRefused;
import static dev.interproto.network.exchange.HostilePickles.hostile;
import static dev.interproto.network.exchange.HostilePickles.ordered;
import static dev.interproto.network.exchange.HostilePickles.pickle;
import static dev.interproto.network.exchange.HostilePickles.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleInput;
import dev.interproto.common.pickle.PickleLimits;
import dev.interproto.common.pickle.PickleReader;
import dev.interproto.common.pickle.PickleStrings;
import dev.interproto.common.pickle.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pickles that make no sense, exhaust memory or time, or never end. */
class MalformedPickleTest {
    @TempDir private Path folder;

    static Stream<Arguments> nonsense() {
        TorchFileWriter rebuild = pickle().global("torch._utils", "_rebuild_tensor_v2");
        TorchFileWriter texts = pickle().global("torch._utils", "_rebuild_tensor_v2").raw('(');
        TorchFileWriter parameter = pickle().global("torch._utils", "_rebuild_parameter");
        return Stream.of(
                hostile("a tensor of nothing", rebuild.raw(")R."), "a tensor has no storage"),
                hostile("a tensor of texts", texts.text("a").raw("NNNtR."), "has no storage"),
                hostile("a parameter of None", parameter.raw("N").raw(0x85).raw("R."), "no tensor"),
                hostile(
                        "REDUCE with a list for a tuple",
                        ordered().raw("]R."),
                        "REDUCE on something"),
                hostile("REDUCE of a text", pickle().text("a").raw(")R."), "REDUCE on something"),
                hostile("REDUCE of a type", pickle().global("torch", "float32").raw(")R."), "REDU"),
                hostile(
                        "Size of None",
                        pickle().global("torch", "Size").raw("N").raw(0x85).raw("R."),
                        "REDUCE on torch.Size"),
                hostile(
                        "OrderedDict of None",
                        ordered().raw("N").raw(0x85).raw("R."),
                        "a list is expected"),
                hostile(
                        "OrderedDict of odd entries",
                        ordered().raw("]Na").raw(0x85).raw("R."),
                        "a list is expected"),
                hostile("APPEND to a dictionary", pickle().raw("}Na."), "APPEND on something"),
                hostile("APPEND to a tuple", pickle().raw(")Na."), "APPEND on something"),
                hostile("SETITEM on a list", pickle().raw("]NNs."), "SETITEM on something"),
                hostile("a key without a value", pickle().raw("}(Nu."), "a key without a value"),
                hostile("nothing at all", pickle().raw('.'), "takes more values than it gave"),
                hostile("TUPLE3 of one", pickle().raw('N', 0x87, '.'), "takes more values"),
                hostile("TUPLE without a mark", pickle().raw("Nt."), "lacks a mark"),
                hostile("values below the mark", pickle().raw("]N(a."), "takes more values"),
                hostile("BINGET of nothing", pickle().raw("h").raw(7, '.'), "recalls number 7,"),
                hostile("GET of nothing", pickle().raw("g-1\n."), "recalls number -1,"),
                hostile("PUT without a value", pickle().raw("p0\n."), "takes more values"),
                hostile("PUT under no number", pickle().raw("Npx\n."), "\"x\" in its pickle"),
                hostile(
                        "the largest memo number, and the next",
                        pickle().raw('N', 'r', 255, 255, 255, 255).raw('j', 254, 255, 255, 255),
                        "recalls number 4294967294"),
                hostile(
                        "a text of 2^63 bytes",
                        pickle().raw(0x8d, 0, 0, 0, 0, 0, 0, 0, 0x80),
                        "asks for -9223372036854775808 bytes"),
                hostile(
                        "bytes of 2^63 - 1",
                        pickle().raw(0x8e, 255, 255, 255, 255, 255, 255, 255, 0x7f),
                        "asks for 9223372036854775807 bytes"),
                hostile(
                        "a bytearray of 2^63 - 1",
                        pickle().raw(0x96, 255, 255, 255, 255, 255, 255, 255, 0x7f),
                        "asks for 9223372036854775807 bytes"),
                hostile("a text of 4 GiB", pickle().raw('X', 255, 255, 255, 255), "4294967295"),
                hostile("a text of -1 bytes", pickle().raw('T', 255, 255, 255, 255), "for -1 b"),
                hostile("a number of 2 GiB", pickle().raw(0x8b, 255, 255, 255, 0x7f), "a number o"),
                hostile("a number of -1 bytes", pickle().raw(0x8b, 255, 255, 255, 255), "of -1 by"),
                hostile("a protocol to come", pickle().raw(0x80, 6, 'N', '.'), "protocol 6"),
                hostile("no STOP", pickle().raw("]"), "its pickle ends early"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void isRefusedWithItsReasonInBothForms(String name, TorchFileWriter pickle, String refusal) {
        assertRefused(folder, pickle, refusal);
    }

    /** Refused within seconds, whatever the machine: a reader that loops would take for ever. */
    private void soonRefused(TorchFileWriter pickle, String text) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertRefused(folder, pickle, text));
    }

    @Test
    void nestingOfAnyDepthTakesNoStack() {
        int depth = 400_000;
        soonRefused(pickle().raw('N').raw(repeated(depth, 0x85)).raw('.'), "holds no state dict");
        soonRefused(pickle().raw("(".repeat(depth) + "l".repeat(depth) + "."), "no state dict");
        soonRefused(pickle().raw("]".repeat(depth) + "a".repeat(depth - 1) + "."), "no state dict");
    }

    private static int[] repeated(int count, int instruction) {
        int[] all = new int[count];
        Arrays.fill(all, instruction);
        return all;
    }

    @Test
    void thingsThatContainThemselvesAreNotFollowedForEver() {
        soonRefused(pickle().raw("]").raw('q', 0, 'h', 0).raw("a."), "no state dict");
        soonRefused(pickle().raw("}q").raw(0).text("model").raw('h', 0).raw("s."), "no state dict");
        soonRefused(
                ordered().raw("]").raw('q', 0, 'h', 0).raw("a").raw(0x85).raw("R."),
                "a dictionary's entry has 1 parts");
        // A tuple holding the list that holds it, as shape of a tensor.
        soonRefused(
                stored(pickle())
                        .global("torch._utils", "_rebuild_tensor_v2")
                        .raw("((")
                        .text("storage")
                        .global("torch", "FloatStorage")
                        .text("0")
                        .text("cpu")
                        .whole(2)
                        .raw("tQ")
                        .raw("K")
                        .raw(0)
                        .raw("]")
                        .raw('q', 0, 'h', 0)
                        .raw("ah")
                        .raw(0)
                        .raw("tR."),
                "a whole number is expected");
    }

    @Test
    void picklesOfMoreStepsThanAnyModelAreRefused() {
        soonRefused(
                pickle().raw("N0".repeat(PickleLimits.STATE_DICT.steps())),
                "more than 1000000 steps");
    }

    /** Equal texts are compared letter by letter: without a bound, the first took 13 s. */
    @Test
    void keysOfMillionsOfLettersAreRefusedBeforeTheyAreCompared() {
        String key = "k".repeat(7_000_000);
        TorchFileWriter entries = pickle().raw("}");
        entries.text(key).raw('q', 0, '0').text(key).raw('q', 1, '0');
        entries.raw("h\0Nsh\1Ns".repeat(100_000)).raw('.');
        soonRefused(entries, "a name of 7000000 letters");
        TorchFileWriter storages = pickle();
        storages.text(key).raw('q', 0, '0').text(key).raw('q', 1, '0');
        storages.global("torch", "FloatStorage").raw('q', 2, '0').text("storage").raw('q', 3, '0');
        storages.raw("(h\3h\2h\0h\3K\1tQ0(h\3h\2h\1h\3K\1tQ0".repeat(40_000)).raw("N.");
        soonRefused(storages, "a name of 7000000 letters");
    }

    /** Fragments of honest and of other pickles, in any order: a value or a refusal, always. */
    @Test
    void instructionsInAnyOrderGiveAValueOrARefusal() {
        List<byte[]> fragments = fragments();
        Random random = new Random(20);
        TorchRefusals refusals = new TorchRefusals("any.pth");
        int values = 0;
        for (int round = 0; round < 50_000; round++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = random.nextInt(30); i >= 0; i--) {
                bytes.writeBytes(fragments.get(random.nextInt(fragments.size())));
            }
            bytes.write('.');
            InputStream in = new ByteArrayInputStream(bytes.toByteArray());
            try {
                PickleInput input = new PickleInput(in, PickleLimits.STATE_DICT, refusals);
                PickleValue value =
                        new PickleReader(input, new TorchVocabulary(refusals), PickleStrings.TEXT)
                                .read();
                values++;
                StateDict.of(value, refusals);
            } catch (UserFacingException e) {
                assertThat(e.what()).startsWith("any.pth");
            }
        }
        assertThat(values).isGreaterThan(1000);
    }

    private static List<byte[]> fragments() {
        List<byte[]> fragments = new ArrayList<>();
        for (int instruction = 0; instruction < 256; instruction++) {
            if ("NQRab]})(01tdluse2".indexOf(instruction) >= 0 || instruction >> 2 == 0x21) {
                fragments.add(new byte[] {(byte) instruction});
            }
        }
        for (int number = 0; number < 3; number++) {
            fragments.add(new byte[] {'q', (byte) number});
            fragments.add(new byte[] {'h', (byte) number});
            fragments.add(new byte[] {'K', (byte) number});
        }
        for (String text : List.of("storage", "0", "weight", "state_dict", "head")) {
            fragments.add(Arrays.copyOfRange(pickle().text(text).pickle(), 2, 7 + text.length()));
        }
        for (String global :
                List.of(
                        "ccollections\nOrderedDict\n",
                        "ctorch\nFloatStorage\n",
                        "ctorch\nSize\n",
                        "ctorch._utils\n_rebuild_tensor_v2\n",
                        "ctorch._utils\n_rebuild_parameter\n")) {
            fragments.add(global.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] tensor =
                stored(pickle())
                        .tensor("0", "FloatStorage", 2, 0, new long[] {2}, new long[] {1})
                        .pickle();
        fragments.add(Arrays.copyOfRange(tensor, 2, tensor.length));
        fragments.add(Arrays.copyOfRange(tensor, 2, tensor.length - 2));
        return fragments;
    }
}
