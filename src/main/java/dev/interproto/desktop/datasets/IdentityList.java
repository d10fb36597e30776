package dev.interproto.desktop.datasets;

import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The identities of the dataset in view that pass the filter, child identities first. */
final class IdentityList {
    private final ObservableList<IdentityItem> items = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty childrenOnly = new SimpleBooleanProperty(false);
    private Optional<DatasetSummary> shown = Optional.empty();
    private ChildRule rule = ChildRule.PAPER;

    IdentityList() {
        filter.addListener((o, old, now) -> list());
        childrenOnly.addListener((o, old, now) -> list());
    }

    ObservableList<IdentityItem> items() {
        return items;
    }

    /** Part of the names, whatever their case. */
    StringProperty filterProperty() {
        return filter;
    }

    BooleanProperty childrenOnlyProperty() {
        return childrenOnly;
    }

    /** Lists another dataset, or the same by another rule. */
    void show(Optional<DatasetSummary> dataset, ChildRule by) {
        shown = dataset;
        rule = by;
        list();
    }

    private void list() {
        if (shown.isEmpty()) {
            items.clear();
            return;
        }
        FaceDataset dataset = shown.get().dataset();
        int[] children = shown.get().childIdentities(rule);
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        List<IdentityItem> first = new ArrayList<>();
        List<IdentityItem> rest = new ArrayList<>();
        for (int identity = 0; identity < dataset.identityCount(); identity++) {
            boolean child = Arrays.binarySearch(children, identity) >= 0;
            if (dataset.identityName(identity).toLowerCase(Locale.ROOT).contains(wanted)
                    && (child || !childrenOnly.get())) {
                (child ? first : rest).add(new IdentityItem(dataset, identity, child));
            }
        }
        first.addAll(rest);
        items.setAll(first);
    }
}
