package dev.interproto.common.pickle;

import dev.interproto.common.pickle.PickleValue.Truth;
import dev.interproto.common.pickle.PickleValue.Whole;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The texts and the numbers written as text of a pickle. */
public final class PickleText {
    /** Digits of the longest number written as text: 64 bits take 20. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,24}L?");

    private static final int MAX_REAL = 64;

    /** Letters of the longest name: those of a state dict have fewer than 100. */
    private static final int MAX_NAME = 4096;

    private PickleText() {}

    /**
     * A text that is to be a key. Bounded, for equal keys are compared letter by letter, and a
     * pickle of 16 MiB could ask for that 100,000 times.
     */
    public static String name(PickleValue.Text text, PickleRefusals refusals) {
        if (text.value().length() > MAX_NAME) {
            throw refusals.tooLarge("a name of " + text.value().length() + " letters");
        }
        return text.value();
    }

    static String utf8(byte[] bytes, PickleRefusals refusals) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw refusals.damaged("a text of its pickle is no UTF-8", e);
        }
    }

    /** A Python 2 string: names are ASCII. */
    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A string as Python 2 wrote it, in quotes. */
    static String quoted(byte[] line, PickleRefusals refusals) {
        String text = unicode(line, refusals);
        boolean quoted =
                text.length() >= 2
                        && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                        && text.charAt(text.length() - 1) == text.charAt(0);
        if (!quoted) {
            throw refusals.damaged("a text of its pickle lacks its quotes");
        }
        return text.substring(1, text.length() - 1);
    }

    /** A line of text; escapes do not occur in names, and are not read. */
    static String unicode(byte[] line, PickleRefusals refusals) {
        String text = latin(line);
        if (text.indexOf('\\') >= 0) {
            throw refusals.damaged(
                    "a text of its pickle holds an escape, as protocol 0 writes; it is not read");
        }
        return text;
    }

    static BigInteger number(byte[] line, PickleRefusals refusals) {
        String text = latin(line);
        if (!NUMBER.matcher(text).matches()) {
            throw refusals.damaged("\"" + text + "\" in its pickle is no whole number");
        }
        return new BigInteger(text.endsWith("L") ? text.substring(0, text.length() - 1) : text);
    }

    /** Protocols 0 and 1 write False as 00 and True as 01. */
    static PickleValue numberOrTruth(byte[] line, PickleRefusals refusals) {
        return switch (latin(line)) {
            case "00" -> new Truth(false);
            case "01" -> new Truth(true);
            default -> new Whole(number(line, refusals));
        };
    }

    static double real(byte[] line, PickleRefusals refusals) {
        try {
            if (line.length <= MAX_REAL) {
                return Double.parseDouble(latin(line));
            }
        } catch (NumberFormatException e) {
            throw refusals.damaged("a number of its pickle cannot be read", e);
        }
        throw refusals.damaged("a number of its pickle cannot be read");
    }

    /** The name of an instruction that is refused. */
    static String instruction(int code) {
        return switch (code) {
            case 'o' -> "OBJ";
            case 0x81 -> "NEWOBJ";
            case 0x92 -> "NEWOBJ_EX";
            case 'P' -> "PERSID";
            case 0x82 -> "EXT1";
            case 0x83 -> "EXT2";
            case 0x84 -> "EXT4";
            case 0x8f -> "EMPTY_SET";
            case 0x90 -> "ADDITEMS";
            case 0x91 -> "FROZENSET";
            case 0x97 -> "NEXT_BUFFER";
            case 0x98 -> "READONLY_BUFFER";
            default -> "0x" + Integer.toHexString(code);
        };
    }
}
