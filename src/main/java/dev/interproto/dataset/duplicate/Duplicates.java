package dev.interproto.dataset.duplicate;

import java.util.List;

/**
 * What a search for duplicates found.
 *
 * @param groups those across identities first, then by their first image
 * @param images searched
 * @param unread images whose bytes could not be read, not searched
 * @param uncompared images that cannot be decoded or are of a single grey: only their bytes were
 *     compared
 * @param distance bits that hashes were allowed to differ by
 */
public record Duplicates(
        List<DuplicateGroup> groups, int images, int unread, int uncompared, int distance) {
    public Duplicates {
        groups = List.copyOf(groups);
    }

    /** Groups of a kind. */
    public int count(DuplicateGroup.Kind kind) {
        return (int) groups.stream().filter(group -> group.kind() == kind).count();
    }

    /** Groups whose images are filed under more than one identity. */
    public int acrossIdentities() {
        return (int) groups.stream().filter(DuplicateGroup::acrossIdentities).count();
    }

    /** Images that would go if one of each group were kept. */
    public int superfluous() {
        return groups.stream().mapToInt(group -> group.others().size()).sum();
    }
}
