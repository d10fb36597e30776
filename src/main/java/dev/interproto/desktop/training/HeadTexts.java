package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Messages;
import dev.interproto.loss.HeadKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The heads in words: what each does, its formula and its paper, and which belong together. */
final class HeadTexts {
    private final Messages messages;

    HeadTexts(Messages messages) {
        this.messages = messages;
    }

    /** All heads, in groups with their titles. */
    Map<String, List<HeadKind>> groups() {
        Map<String, List<HeadKind>> groups = new LinkedHashMap<>();
        groups.put(
                messages.text("training.head.group.margin"),
                List.of(HeadKind.SOFTMAX, HeadKind.ARCFACE, HeadKind.COSFACE, HeadKind.COMBINED));
        groups.put(
                messages.text("training.head.group.hard"),
                List.of(HeadKind.CURRICULARFACE, HeadKind.MV_AM, HeadKind.MV_ARC));
        groups.put(
                messages.text("training.head.group.quality"),
                List.of(HeadKind.ADAFACE, HeadKind.MAGFACE));
        groups.put(messages.text("training.head.group.past"), List.of(HeadKind.BROADFACE));
        groups.put(
                messages.text("training.head.group.age"),
                List.of(HeadKind.OECNN, HeadKind.DAL, HeadKind.MTL));
        return groups;
    }

    /** Three lines: an explanation, the formula, the paper. */
    String about(HeadKind kind) {
        return messages.text(
                switch (kind) {
                    case SOFTMAX -> "training.head.softmax";
                    case ARCFACE -> "training.head.arcface";
                    case COSFACE -> "training.head.cosface";
                    case COMBINED -> "training.head.combined";
                    case CURRICULARFACE -> "training.head.curricularface";
                    case MV_AM -> "training.head.mvAm";
                    case MV_ARC -> "training.head.mvArc";
                    case ADAFACE -> "training.head.adaface";
                    case MAGFACE -> "training.head.magface";
                    case BROADFACE -> "training.head.broadface";
                    case OECNN -> "training.head.oecnn";
                    case DAL -> "training.head.dal";
                    case MTL -> "training.head.mtl";
                });
    }
}
