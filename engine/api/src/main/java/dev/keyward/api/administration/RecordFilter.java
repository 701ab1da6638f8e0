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
/// @param vault lower case, or null for any
/// @param operation lower case, or null for any
record RecordFilter(TrailScope scope, @Nullable String vault, @Nullable String operation) {
    private static final JsonFactory JSON = new JsonFactory();

    boolean accepts(AuditEntry entry) {
        if (entry.note()) {
            return seesDeployment();
        }
        try (JsonParser json = JSON.createParser(entry.record())) {
            return accepts(json);
        } catch (IOException unreadable) {
            return seesDeployment();
        }
    }

    private boolean seesDeployment() {
        return scope.deployment() && vault == null && operation == null;
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
        return scope.sees(resource)
                && (vault == null || resource.toLowerCase(Locale.ROOT).endsWith("/vaults/" + vault))
                && (operation == null || name.toLowerCase(Locale.ROOT).equals(operation));
    }
}
