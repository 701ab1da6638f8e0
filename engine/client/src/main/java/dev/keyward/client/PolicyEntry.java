package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one principal may do in a vault (management-plane.md, section 2.3).
///
/// @param objectId a GUID, or an AD FS SID
/// @param applicationId only of a user who must come through that application
/// @param permissions words by the list they belong to: `keys`, `secrets`, `certificates`,
///   `storage`
public record PolicyEntry(
        String tenantId,
        String objectId,
        @Nullable String applicationId,
        Map<String, List<String>> permissions) {
    /// The names of the four lists, in order.
    public static final List<String> LISTS = List.of("keys", "secrets", "certificates", "storage");

    public PolicyEntry {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        for (String list : LISTS) {
            copy.put(list, List.copyOf(permissions.getOrDefault(list, List.of())));
        }
        permissions = java.util.Collections.unmodifiableMap(copy);
    }

    /// The words of one list; never null.
    public List<String> words(String list) {
        return permissions.getOrDefault(list, List.of());
    }

    /// Whether it speaks of the same principal: the object id in any case, and the application.
    public boolean concerns(String otherObjectId, @Nullable String otherApplicationId) {
        boolean sameApplication =
                applicationId == null
                        ? otherApplicationId == null
                        : applicationId.equalsIgnoreCase(otherApplicationId);
        return sameApplication && objectId.equalsIgnoreCase(otherObjectId);
    }

    public boolean isEmpty() {
        return permissions.values().stream().allMatch(List::isEmpty);
    }

    static PolicyEntry read(JsonNode node) {
        Map<String, List<String>> permissions = new LinkedHashMap<>();
        for (String list : LISTS) {
            List<String> words = new ArrayList<>();
            node.path("permissions").path(list).forEach(word -> words.add(word.asText()));
            permissions.put(list, words);
        }
        return new PolicyEntry(
                node.path("tenantId").asText(),
                node.path("objectId").asText(),
                ObjectProperties.text(node, "applicationId"),
                permissions);
    }

    void write(ObjectNode node) {
        node.put("tenantId", tenantId);
        node.put("objectId", objectId);
        if (applicationId != null) {
            node.put("applicationId", applicationId);
        }
        ObjectNode all = node.putObject("permissions");
        permissions.forEach((list, words) -> {
            ArrayNode array = all.putArray(list);
            words.forEach(array::add);
        });
    }
}
