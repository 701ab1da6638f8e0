package dev.keyward.client.graph;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.graph.DirectoryObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user, group, application or service principal, seen alike.
///
/// @param type `User`, `Group`, `Application` or `ServicePrincipal`
/// @param appId the client id, of the latter two
/// @param userPrincipalName of users
/// @param names an application's identifier URIs or a service principal's names
/// @param mailNickname of groups
/// @param enabled whether a user or service principal may sign in; true for everything else
public record DirectoryEntry(
        String type,
        String objectId,
        String displayName,
        @Nullable String appId,
        @Nullable String userPrincipalName,
        @Nullable String mail,
        @Nullable String mailNickname,
        List<String> names,
        boolean enabled) {
    public DirectoryEntry {
        names = List.copyOf(names);
    }

    static DirectoryEntry read(JsonReader in) {
        DirectoryObject object = DirectoryObject.read(in);
        return switch (object) {
            case DirectoryObject.User user ->
                    of(
                            "User",
                            user,
                            null,
                            user.principalName(),
                            user.mail(),
                            null,
                            List.of(),
                            user.enabled());
            case DirectoryObject.Group group ->
                    of("Group", group, null, null, null, group.mailNickname(), List.of(), true);
            case DirectoryObject.ServicePrincipal principal ->
                    of(
                            "ServicePrincipal",
                            principal,
                            principal.appId(),
                            null,
                            null,
                            null,
                            principal.names(),
                            principal.enabled());
            case DirectoryObject.Application application ->
                    of(
                            "Application",
                            application,
                            application.appId(),
                            null,
                            null,
                            null,
                            application.identifierUris(),
                            true);
            case DirectoryObject.Other other ->
                    of(other.type(), other, null, null, null, null, List.of(), true);
        };
    }

    private static DirectoryEntry of(
            String type,
            DirectoryObject object,
            @Nullable String appId,
            @Nullable String principalName,
            @Nullable String mail,
            @Nullable String mailNickname,
            List<String> names,
            boolean enabled) {
        return new DirectoryEntry(
                type,
                object.id(),
                object.displayName(),
                appId,
                principalName,
                mail,
                mailNickname,
                names,
                enabled);
    }
}
