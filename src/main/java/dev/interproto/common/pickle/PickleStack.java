package dev.interproto.common.pickle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack of a pickle's machine, with its marks, and its memo. */
final class PickleStack {
    private final PickleRefusals refusals;
    private final List<PickleValue> values = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();

    /** By number: a large number takes no more room than a small one. */
    private final Map<Long, PickleValue> memo = new HashMap<>();

    PickleStack(PickleRefusals refusals) {
        this.refusals = refusals;
    }

    void push(PickleValue value) {
        values.add(value);
    }

    PickleValue pop() {
        need(1);
        return values.remove(values.size() - 1);
    }

    /** The topmost, the lowest of them first. */
    List<PickleValue> pop(int count) {
        need(count);
        return cut(values.size() - count);
    }

    PickleValue peek() {
        need(1);
        return values.get(values.size() - 1);
    }

    void mark() {
        marks.push(values.size());
    }

    /** Everything above the last mark, and the mark. */
    List<PickleValue> popToMark() {
        if (marks.isEmpty()) {
            throw refusals.damaged("its pickle lacks a mark");
        }
        return cut(marks.pop());
    }

    /** The topmost, or the mark where that is topmost. */
    void popOrUnmark() {
        if (!marks.isEmpty() && marks.peek() == values.size()) {
            marks.pop();
        } else {
            pop();
        }
    }

    /** Remembers the topmost under the next free number. */
    void memoise() {
        memoise(memo.size());
    }

    void memoise(long number) {
        memo.put(number, peek());
    }

    void recall(long number) {
        PickleValue value = memo.get(number);
        if (value == null) {
            throw refusals.damaged("its pickle recalls number " + number + ", which is not there");
        }
        push(value);
    }

    private List<PickleValue> cut(int from) {
        List<PickleValue> upper = values.subList(from, values.size());
        List<PickleValue> copy = new ArrayList<>(upper);
        upper.clear();
        return copy;
    }

    /** Values below the last mark are out of reach. */
    private void need(int count) {
        int floor = marks.isEmpty() ? 0 : marks.peek();
        if (values.size() - floor < count) {
            throw refusals.damaged("its pickle takes more values than it gave");
        }
    }
}
