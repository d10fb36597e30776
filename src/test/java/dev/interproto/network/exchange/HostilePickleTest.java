package dev.interproto.network.exchange;

import static dev.interproto.network.exchange.HostilePickles.COMMAND;
import static dev.interproto.network.exchange.HostilePickles.assertRefused;
import static dev.interproto.network.exchange.HostilePickles.hostile;
import static dev.interproto.network.exchange.HostilePickles.ordered;
import static dev.interproto.network.exchange.HostilePickles.pickle;
import static dev.interproto.network.exchange.HostilePickles.stored;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pickles that would run code in Python, or reach outside the file: each refused by name. */
class HostilePickleTest {
    private static final String NAMES_NO_TENSOR = "which is no part of a tensor";

    @TempDir private Path folder;

    /** A call of a function with one text: GLOBAL, the tuple, REDUCE. */
    private static TorchFileWriter called(String module, String name) {
        return pickle().global(module, name).text(COMMAND).raw(0x85).raw("R.");
    }

    static Stream<Arguments> code() {
        String system = "refers to os.system, " + NAMES_NO_TENSOR;
        return Stream.of(
                hostile("os.system by REDUCE", called("os", "system"), system),
                hostile("nt.system", called("nt", "system"), "refers to nt.system"),
                hostile("builtins.eval", called("builtins", "eval"), "refers to builtins.eval"),
                hostile("getattr", called("__builtin__", "getattr"), "refers to __builtin__.geta"),
                hostile("torch.load", called("torch", "load"), "refers to torch.load"),
                hostile(
                        "a dotted way through an allowed module",
                        called("torch._utils", "torch.os.system"),
                        "refers to torch._utils.torch.os.system"),
                hostile(
                        "a name that begins like an allowed one",
                        called("collections", "OrderedDict.fromkeys"),
                        "refers to collections.OrderedDict.fromkeys"),
                hostile(
                        "posix.system by STACK_GLOBAL",
                        pickle().text("posix")
                                .text("system")
                                .raw(0x93)
                                .text(COMMAND)
                                .raw(0x85, 'R'),
                        "refers to posix.system, " + NAMES_NO_TENSOR),
                hostile(
                        "STACK_GLOBAL of recalled names",
                        pickle().text("os")
                                .raw(0x94, '0')
                                .text("system")
                                .raw(0x94, '0')
                                .raw('h', 0, 'h', 1, 0x93),
                        system),
                hostile("STACK_GLOBAL of numbers", pickle().raw('K', 1, 'K', 2, 0x93), "STACK_GL"),
                hostile("INST", pickle().raw("(").text(COMMAND).raw("ios\nsystem\n."), system),
                hostile("OBJ", pickle().raw("(cos\nsystem\n").text(COMMAND).raw("o."), system),
                hostile(
                        "INST of an allowed name",
                        pickle().raw("(icollections\nOrderedDict\n."),
                        "collections.OrderedDict"),
                hostile(
                        "OBJ of an allowed name",
                        pickle().raw("(ccollections\nOrderedDict\no."),
                        "instruction OBJ"),
                hostile(
                        "NEWOBJ",
                        pickle().global("subprocess", "Popen").raw(")").raw(0x81),
                        "subp"),
                hostile(
                        "NEWOBJ of an allowed name",
                        ordered().raw(')', 0x81, '.'),
                        "instruction NEWOBJ."),
                hostile(
                        "NEWOBJ_EX of an allowed name",
                        ordered().raw(')', '}', 0x92, '.'),
                        "instruction NEWOBJ_EX"),
                hostile("EXT1", pickle().raw(0x82, 1, '.'), "instruction EXT1"),
                hostile("EXT2", pickle().raw(0x83, 1, 0, '.'), "instruction EXT2"),
                hostile("EXT4", pickle().raw(0x84, 1, 0, 0, 0, '.'), "instruction EXT4"),
                hostile("NEXT_BUFFER", pickle().raw(0x97, '.'), "instruction NEXT_BUFFER"),
                hostile("an instruction of no protocol", pickle().raw(0xff, '.'), "0xff"),
                hostile("BUILD of a list", pickle().raw("]}b."), "BUILD on something"),
                hostile("BUILD of a plain dictionary", pickle().raw("}}b."), "BUILD on something"),
                hostile(
                        "BUILD of a function",
                        pickle().global("torch._utils", "_rebuild_tensor_v2").raw("}b."),
                        "BUILD on something"),
                hostile("BUILD of a tensor", tensor(2, 0).raw("}b."), "BUILD on something"),
                hostile(
                        "BUILD with a state that is no dictionary",
                        ordered().raw(")R]b."),
                        "BUILD on something"));
    }

    /** FloatStorage "0" of 2 elements, seen as [2]; left on the stack. */
    private static TorchFileWriter tensor(long elements, long offset) {
        long[] shape = {2};
        return stored(pickle())
                .tensor("0", "FloatStorage", elements, offset, shape, new long[] {1});
    }

    private static TorchFileWriter persistent(Consumer<TorchFileWriter> type, String key) {
        TorchFileWriter writer = pickle().raw('(').text("storage");
        type.accept(writer);
        return writer.text(key).text("cpu").whole(2).raw("tQ.");
    }

    static Stream<Arguments> references() {
        String foreign = "BINPERSID for something that is no storage";
        return Stream.of(
                hostile("a text as identifier", pickle().text(COMMAND).raw("Q."), foreign),
                hostile("no identifier", pickle().raw("NQ."), foreign),
                hostile("an empty identifier", pickle().raw(")Q."), foreign),
                hostile("PERSID", pickle().raw("P" + COMMAND + "\n."), "instruction PERSID"),
                hostile(
                        "an identifier of a module",
                        pickle().raw('(').text("module").raw("NNNNtQ."),
                        foreign),
                hostile(
                        "a foreign storage",
                        persistent(w -> w.global("os", "FloatStorage"), "0"),
                        "refers to os.FloatStorage"),
                hostile(
                        "a storage of an unknown type",
                        persistent(w -> w.global("torch", "QInt8Storage"), "0"),
                        "refers to torch.QInt8Storage"),
                hostile(
                        "a function as a storage's type",
                        persistent(w -> w.global("torch._utils", "_rebuild_tensor"), "0"),
                        "a storage has no type"),
                hostile("a type of text", persistent(w -> w.text("Float"), "0"), "has no type"),
                hostile(
                        "a storage outside the archive",
                        persistent(w -> w.global("torch", "FloatStorage"), "../../etc/passwd"),
                        "storage ../../etc/passwd is missing"),
                hostile("a storage of another size", tensor(3, 0).raw('.'), "instead of"),
                hostile("a storage of -1 elements", tensor(-1, 0).raw('.'), "-1 elements"),
                hostile("a negative offset", tensor(2, -1).raw('.'), "negative size"),
                hostile("an offset past the end", tensor(2, 1).raw('.'), "needs 3 elements"),
                hostile("a negative size", shaped(new long[] {-2}, 1), "negative size: [-2]"),
                hostile("a negative stride", shaped(new long[] {2}, -1), "negative size: [2]"),
                hostile(
                        "the smallest number as size",
                        shaped(new long[] {Long.MIN_VALUE, Long.MIN_VALUE}, 1, 1),
                        "negative size"),
                hostile(
                        "sizes whose product overflows to 0",
                        shaped(new long[] {1L << 32, 1L << 32}, 0, 0),
                        "out of all proportion"),
                hostile(
                        "strides whose sum overflows",
                        shaped(new long[] {2, 2}, Long.MAX_VALUE, Long.MAX_VALUE),
                        "out of all proportion"));
    }

    private static TorchFileWriter shaped(long[] shape, long... strides) {
        return stored(pickle()).tensor("0", "FloatStorage", 2, 0, shape, strides).raw('.');
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"code", "references"})
    void isRefusedByNameInBothForms(String name, TorchFileWriter pickle, String refusal) {
        assertRefused(folder, pickle, refusal);
    }
}
