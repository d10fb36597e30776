package dev.interproto.common.pickle;

import dev.interproto.common.UserFacingException;
import dev.interproto.common.pickle.PickleValue.Bytes;
import dev.interproto.common.pickle.PickleValue.Dictionary;
import dev.interproto.common.pickle.PickleValue.Global;
import dev.interproto.common.pickle.PickleValue.LongText;
import dev.interproto.common.pickle.PickleValue.Nothing;
import dev.interproto.common.pickle.PickleValue.Real;
import dev.interproto.common.pickle.PickleValue.Sequence;
import dev.interproto.common.pickle.PickleValue.Text;
import dev.interproto.common.pickle.PickleValue.Truth;
import dev.interproto.common.pickle.PickleValue.Whole;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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
public final class PickleReader {
    private static final int STOP = '.';

    private final PickleInput in;
    private final PickleVocabulary vocabulary;
    private final PickleStrings strings;
    private final PickleRefusals refusals;
    private PickleStack stack;

    /**
     * @param strings how strings of Python 2 are taken
     */
    public PickleReader(PickleInput in, PickleVocabulary vocabulary, PickleStrings strings) {
        this.in = in;
        this.vocabulary = vocabulary;
        this.strings = strings;
        this.refusals = in.refusals();
        this.stack = new PickleStack(refusals);
    }

    /**
     * The next pickle of the input, which is left right behind it.
     *
     * @throws UserFacingException where it is cut off, too large or refers to anything unknown
     */
    public PickleValue read() {
        stack = new PickleStack(refusals);
        in.nextPickle();
        int most = in.limits().steps();
        for (int step = 0; step < most; step++) {
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
        throw refusals.tooLarge("its pickle takes more than " + most + " steps");
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
                    case 'S' -> quoted();
                    case 'V' -> new Text(PickleText.unicode(in.line(), refusals));
                    case 'T' -> string(in.signed4());
                    case 'U' -> string(in.unsigned1());
                    case 'X' -> text(in.unsigned4());
                    case 0x8c -> text(in.unsigned1());
                    case 0x8d -> text(in.signed8());
                    case 'B' -> data(in.unsigned4());
                    case 'C' -> data(in.unsigned1());
                    case 0x8e, 0x96 -> data(in.signed8());
                    case ']' -> new Sequence(false, List.of());
                    case ')' -> new Sequence(true, List.of());
                    case '}' -> new Dictionary(false);
                    default -> null;
                });
    }

    private static Whole whole(long value) {
        return new Whole(BigInteger.valueOf(value));
    }

    private PickleValue text(long length) {
        if (strings == PickleStrings.BYTES && length > Bytes.KEPT) {
            LongText passage = new LongText(in.position(), length);
            in.skip(length);
            return passage;
        }
        return new Text(PickleText.utf8(in.bytes(length), refusals));
    }

    private PickleValue string(long length) {
        return strings == PickleStrings.BYTES
                ? data(length)
                : new Text(PickleText.latin(in.bytes(length)));
    }

    private PickleValue quoted() {
        long position = in.position() + 1;
        String text = PickleText.quoted(in.line(), refusals);
        return strings == PickleStrings.BYTES
                ? new Bytes(position, text.length(), text.getBytes(StandardCharsets.ISO_8859_1))
                : new Text(text);
    }

    /** Only what is shorter than any name is kept; of the rest the place is enough. */
    private Bytes data(long length) {
        long position = in.position();
        if (length <= Bytes.KEPT) {
            return new Bytes(position, length, in.bytes(length));
        }
        in.skip(length);
        return new Bytes(position, length, new byte[0]);
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
                PickleValue state = stack.pop();
                vocabulary.build(stack.peek(), state);
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
