package dev.keyward.api.administration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyward.audit.AuditEntry;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which records a reader wants and may see, judged by their own members.
///
/// @param resourcePrefix upper-case ARM id that `resourceId` has to begin with; null for the whole
///   trail
/// @param vault lower case, or null for any
/// @param operation lower case, or null for any
record RecordFilter(
        @Nullable String resourcePrefix, @Nullable String vault, @Nullable String operation) {
    private static final JsonFactory JSON = new JsonFactory();

    boolean accepts(AuditEntry entry) {
        if (entry.note()) {
            return isOpen();
        }
        try (JsonParser json = JSON.createParser(entry.record())) {
            return accepts(json);
        } catch (IOException unreadable) {
            // Whoever may see the whole trail sees that, too.
            return isOpen();
        }
    }

    /// Whether it lets everything through.
    boolean isOpen() {
        return resourcePrefix == null && vault == null && operation == null;
    }

    private boolean accepts(JsonParser json) throws IOException {
        String resource = "";
        String name = "";
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            switch (member) {
                case "resourceId" -> resource = json.getText();
                case "operationName" -> name = json.getText();
                default -> {
                    if (value.isStructStart()) {
                        json.skipChildren();
                    }
                }
            }
        }
        return (resourcePrefix == null || resource.startsWith(resourcePrefix))
                && (vault == null || resource.toLowerCase(Locale.ROOT).endsWith("/vaults/" + vault))
                && (operation == null || name.toLowerCase(Locale.ROOT).equals(operation));
    }
}
