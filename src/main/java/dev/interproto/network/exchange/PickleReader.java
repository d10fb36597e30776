package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.exchange.PickleValue.Bytes;
import dev.interproto.network.exchange.PickleValue.Dictionary;
import dev.interproto.network.exchange.PickleValue.Global;
import dev.interproto.network.exchange.PickleValue.Nothing;
import dev.interproto.network.exchange.PickleValue.Real;
import dev.interproto.network.exchange.PickleValue.Sequence;
import dev.interproto.network.exchange.PickleValue.Text;
import dev.interproto.network.exchange.PickleValue.Truth;
import dev.interproto.network.exchange.PickleValue.Whole;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Reads a pickle (protocols 0 to 5) as data. Classes and functions are names only, and only those
 * of a {@link PickleVocabulary}; instructions that make objects of classes are refused. There is no
 * recursion, so nesting costs no stack, and steps and bytes are limited, so that no pickle is
 * endless.
 *
 * <p>Instructions as in Python's {@code pickletools}.
 */
final class PickleReader {
    /** IR-152's state dict takes 40,000; with an optimiser's state three times that. */
    static final int MAX_STEPS = 1_000_000;

    private static final int STOP = '.';

    private final PickleInput in;
    private final PickleVocabulary vocabulary;
    private final TorchRefusals refusals;
    private PickleStack stack;

    PickleReader(PickleInput in, PickleVocabulary vocabulary) {
        this.in = in;
        this.vocabulary = vocabulary;
        this.refusals = in.refusals();
        this.stack = new PickleStack(refusals);
    }

    /**
     * The next pickle of the input, which is left right behind it.
     *
     * @throws UserFacingException where it is cut off, too large or refers to anything unknown
     */
    PickleValue read() {
        stack = new PickleStack(refusals);
        in.nextPickle();
        for (int step = 0; step < MAX_STEPS; step++) {
            int instruction = in.unsigned1();
            if (instruction == STOP) {
                return stack.pop();
            }
            Optional<PickleValue> plain = plainValue(instruction);
            if (plain.isPresent()) {
                stack.push(plain.get());
            } else if (!build(instruction) && !remember(instruction)) {
                refer(instruction);
            }
        }
        throw refusals.tooLarge("its pickle takes more than " + MAX_STEPS + " steps");
    }

    /** The instructions that push a value they carry. */
    private Optional<PickleValue> plainValue(int instruction) {
        return Optional.ofNullable(
                switch (instruction) {
                    case 'N' -> new Nothing();
                    case 0x88 -> new Truth(true);
                    case 0x89 -> new Truth(false);
                    case 'I' -> PickleText.numberOrTruth(in.line(), refusals);
                    case 'J' -> whole(in.signed4());
                    case 'K' -> whole(in.unsigned1());
                    case 'M' -> whole(in.unsigned2());
                    case 'L' -> new Whole(PickleText.number(in.line(), refusals));
                    case 0x8a -> new Whole(in.whole(in.unsigned1()));
                    case 0x8b -> new Whole(in.whole(in.signed4()));
                    case 'F' -> new Real(PickleText.real(in.line(), refusals));
                    case 'G' -> new Real(in.real());
                    case 'S' -> new Text(PickleText.quoted(in.line(), refusals));
                    case 'V' -> new Text(PickleText.unicode(in.line(), refusals));
                    case 'T' -> new Text(PickleText.latin(in.bytes(in.signed4())));
                    case 'U' -> new Text(PickleText.latin(in.bytes(in.unsigned1())));
                    case 'X' -> text(in.unsigned4());
                    case 0x8c -> text(in.unsigned1());
                    case 0x8d -> text(in.signed8());
                    case 'B' -> new Bytes(in.bytes(in.unsigned4()).length);
                    case 'C' -> new Bytes(in.bytes(in.unsigned1()).length);
                    case 0x8e -> new Bytes(in.bytes(in.signed8()).length);
                    case ']' -> new Sequence(false, List.of());
                    case ')' -> new Sequence(true, List.of());
                    case '}' -> new Dictionary(false);
                    default -> null;
                });
    }

    private static Whole whole(long value) {
        return new Whole(BigInteger.valueOf(value));
    }

    private Text text(long length) {
        return new Text(PickleText.utf8(in.bytes(length), refusals));
    }

    /** The instructions that build lists, tuples and dictionaries. */
    private boolean build(int instruction) {
        switch (instruction) {
            case '(' -> stack.mark();
            case '0' -> stack.popOrUnmark();
            case '1' -> stack.popToMark();
            case '2' -> stack.push(stack.peek());
            case 'l' -> stack.push(new Sequence(false, stack.popToMark()));
            case 't' -> stack.push(new Sequence(true, stack.popToMark()));
            case 0x85 -> stack.push(new Sequence(true, stack.pop(1)));
            case 0x86 -> stack.push(new Sequence(true, stack.pop(2)));
            case 0x87 -> stack.push(new Sequence(true, stack.pop(3)));
            case 'd' -> {
                List<PickleValue> entries = stack.popToMark();
                stack.push(new Dictionary(false));
                setItems(entries);
            }
            case 'a' -> append(stack.pop(1));
            case 'e' -> append(stack.popToMark());
            case 's' -> setItems(stack.pop(2));
            case 'u' -> setItems(stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void append(List<PickleValue> items) {
        if (!(stack.peek() instanceof Sequence list) || list.tuple()) {
            throw refusals.foreignInstruction("APPEND on something that is no list");
        }
        list.items().addAll(items);
    }

    private void setItems(List<PickleValue> entries) {
        if (!(stack.peek() instanceof Dictionary dictionary)) {
            throw refusals.foreignInstruction("SETITEM on something that is no dictionary");
        }
        putAll(dictionary, entries);
    }

    private void putAll(Dictionary dictionary, List<PickleValue> entries) {
        if (entries.size() % 2 != 0) {
            throw refusals.damaged("a key without a value");
        }
        for (int i = 0; i < entries.size(); i += 2) {
            if (entries.get(i) instanceof Text key) {
                dictionary.entries().put(PickleText.name(key, refusals), entries.get(i + 1));
            }
        }
    }

    /** The instructions that concern the memo, and those without effect. */
    private boolean remember(int instruction) {
        switch (instruction) {
            case 0x80 -> checkProtocol(in.unsigned1());
            case 0x95 -> in.signed8(); // A frame's length: only a hint to readers with buffers.
            case 'p' -> stack.memoise(PickleText.number(in.line(), refusals).longValue());
            case 'q' -> stack.memoise(in.unsigned1());
            case 'r' -> stack.memoise(in.unsigned4());
            case 0x94 -> stack.memoise();
            case 'g' -> stack.recall(PickleText.number(in.line(), refusals).longValue());
            case 'h' -> stack.recall(in.unsigned1());
            case 'j' -> stack.recall(in.unsigned4());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void checkProtocol(int protocol) {
        if (protocol > 5) {
            throw refusals.damaged("pickle protocol " + protocol + " does not exist");
        }
    }

    /** The instructions that refer to classes and functions: known names, or refused. */
    private void refer(int instruction) {
        switch (instruction) {
            case 'c' -> global(lineOfName(), lineOfName());
            case 0x93 -> {
                List<PickleValue> names = stack.pop(2);
                if (!(names.get(0) instanceof Text module)
                        || !(names.get(1) instanceof Text name)) {
                    throw refusals.foreignInstruction("STACK_GLOBAL without names");
                }
                global(module.value(), name.value());
            }
            case 'R' -> {
                List<PickleValue> call = stack.pop(2);
                if (!(call.get(0) instanceof Global global)
                        || !(call.get(1) instanceof Sequence arguments)
                        || !arguments.tuple()) {
                    throw refusals.foreignInstruction("REDUCE on something that is no name");
                }
                stack.push(vocabulary.call(global, arguments.items()));
            }
            case 'Q' -> stack.push(vocabulary.persistent(stack.pop()));
            case 'b' -> {
                // An OrderedDict's attributes: PyTorch's _metadata, which tells module versions.
                PickleValue state = stack.pop();
                if (!(stack.peek() instanceof Dictionary dictionary)
                        || !dictionary.ordered()
                        || !(state instanceof Dictionary)) {
                    throw refusals.foreignInstruction("BUILD on something that is no OrderedDict");
                }
            }
            case 'i' -> throw refusals.foreignGlobal(lineOfName() + "." + lineOfName());
            default -> throw refusals.foreignInstruction(PickleText.instruction(instruction));
        }
    }

    private String lineOfName() {
        return PickleText.utf8(in.line(), refusals);
    }

    private void global(String module, String name) {
        Global global = new Global(module, name);
        if (!vocabulary.knows(global)) {
            throw refusals.foreignGlobal(global.text());
        }
        stack.push(global);
    }
}
