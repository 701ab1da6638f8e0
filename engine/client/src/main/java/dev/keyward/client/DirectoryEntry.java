package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user, group, application or service principal.
///
/// @param type `User`, `Group`, `Application` or `ServicePrincipal`
/// @param appId the client id, of the latter two
/// @param userPrincipalName of users
/// @param names an application's identifier URIs or a service principal's names
public record DirectoryEntry(
        String type,
        String objectId,
        String displayName,
        @Nullable String appId,
        @Nullable String userPrincipalName,
        @Nullable String mail,
        List<String> names) {
    public DirectoryEntry {
        names = List.copyOf(names);
    }

    static DirectoryEntry read(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.path("servicePrincipalNames").forEach(name -> names.add(name.asText()));
        node.path("identifierUris").forEach(name -> names.add(name.asText()));
        return new DirectoryEntry(
                node.path("objectType").asText(),
                node.path("objectId").asText(),
                node.path("displayName").asText(),
                ObjectProperties.text(node, "appId"),
                ObjectProperties.text(node, "userPrincipalName"),
                ObjectProperties.text(node, "mail"),
                names);
    }
}
