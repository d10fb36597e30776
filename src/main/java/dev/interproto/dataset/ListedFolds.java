package dev.interproto.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The folds of a list in the official format, which has no place for them: the recipe that lies
 * beside a list built here says how many pairs each one has. A recipe of another list is ignored.
 */
final class ListedFolds {
    private static final long LARGEST_RECIPE = 1L << 20;

    private ListedFolds() {}

    /**
     * Pairs of each fold; empty where the list has no folds.
     *
     * @param content of the list
     * @param pairs how many the list has
     */
    static List<Integer> beside(Path list, byte[] content, int pairs) {
        Path recipe = list.resolveSibling(ListedNames.listName(list) + ".json");
        try {
            if (!Files.isRegularFile(recipe) || Files.size(recipe) > LARGEST_RECIPE) {
                return List.of();
            }
            JsonNode node = Json.mapper().readTree(recipe.toFile());
            List<Integer> sizes = new ArrayList<>();
            long sum = 0;
            for (JsonNode size : node.path("fold_sizes")) {
                sizes.add(size.asInt(-1));
                sum += size.asInt(-1);
            }
            boolean whole = sum == pairs && sizes.stream().allMatch(size -> size >= 0);
            return whole && node.path("sha256").asText().equals(sha256(content))
                    ? sizes
                    : List.of();
        } catch (IOException e) {
            // Some other program's file of that name.
            return List.of();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
