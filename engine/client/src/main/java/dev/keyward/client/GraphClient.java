package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The directory, as far as management tools need it (identity.md, section 11a: AAD Graph 1.6).
/// Safe for use by several threads.
public final class GraphClient {
    /// The directory's collections.
    public enum Kind {
        USERS("users"),
        GROUPS("groups"),
        SERVICE_PRINCIPALS("servicePrincipals"),
        APPLICATIONS("applications");

        private final String path;

        Kind(String path) {
            this.path = path;
        }
    }

    private final Rest rest;
    private final String base;

    public GraphClient(SignedIn account, Environment environment, String tenant) {
        this.rest = account.rest(environment.graphAudience());
        this.base = environment.graph() + "/" + VaultUris.encode(tenant);
    }

    /// The signed-in user; nothing for an application.
    public Optional<DirectoryEntry> me() {
        return rest.find(uri("me")).map(DirectoryEntry::read);
    }

    public Optional<DirectoryEntry> find(Kind kind, String objectId) {
        return rest.find(uri(kind.path + "/" + VaultUris.encode(objectId)))
                .map(DirectoryEntry::read);
    }

    public Paged<DirectoryEntry> list(Kind kind) {
        return new Paged<>(rest, uri(kind.path), DirectoryEntry::read);
    }

    /// Entries of which a property has a value; the service compares without regard to case.
    public List<DirectoryEntry> where(Kind kind, String property, String value) {
        return filtered(kind, "%s eq '%s'".formatted(property, quoted(value)));
    }

    /// Entries for which a condition holds.
    ///
    /// @param filter of OData, as far as the service understands it: one condition on one property
    public List<DirectoryEntry> matching(Kind kind, String filter) {
        return filtered(kind, filter);
    }

    public List<DirectoryEntry> startingWith(Kind kind, String property, String prefix) {
        return filtered(kind, "startswith(%s,'%s')".formatted(property, quoted(prefix)));
    }

    /// The service principal with this name: a client id or one of its URIs.
    public List<DirectoryEntry> servicePrincipals(String name) {
        return filtered(
                Kind.SERVICE_PRINCIPALS,
                "servicePrincipalNames/any(c:c eq '%s')".formatted(quoted(name)));
    }

    /// Entries of any kind by their object ids; unknown ids are left out.
    public List<DirectoryEntry> byIds(List<String> objectIds) {
        ObjectNode body = Rest.object();
        ArrayNode ids = body.putArray("objectIds");
        objectIds.forEach(ids::add);
        body.put("includeDirectoryObjectReferences", true);
        return entries(rest.send("POST", uri("getObjectsByObjectIds"), body));
    }

    /// Registers an application.
    public DirectoryEntry createApplication(NewApplication application) {
        return DirectoryEntry.read(
                rest.send("POST", uri(Kind.APPLICATIONS.path), application.body()));
    }

    /// Makes the principal by which an application is known in this directory.
    public DirectoryEntry createServicePrincipal(String appId) {
        ObjectNode body = Rest.object().put("appId", appId).put("accountEnabled", true);
        return DirectoryEntry.read(rest.send("POST", uri(Kind.SERVICE_PRINCIPALS.path), body));
    }

    public void delete(Kind kind, String objectId) {
        rest.send("DELETE", uri(kind.path + "/" + VaultUris.encode(objectId)), null);
    }

    private List<DirectoryEntry> filtered(Kind kind, String filter) {
        return new Paged<>(
                        rest,
                        URI.create(uri(kind.path) + "&$filter=" + VaultUris.encode(filter)),
                        DirectoryEntry::read)
                .stream().toList();
    }

    private static List<DirectoryEntry> entries(JsonNode answer) {
        List<DirectoryEntry> entries = new ArrayList<>();
        answer.path("value").forEach(node -> entries.add(DirectoryEntry.read(node)));
        return entries;
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }

    private URI uri(String path) {
        return URI.create(base + "/" + path + "?api-version=1.6");
    }

    /// An application to register.
    ///
    /// @param password its first secret, if it's to have one
    public record NewApplication(
            String displayName,
            @Nullable String homePage,
            List<String> identifierUris,
            @Nullable SecretBytes password,
            @Nullable Instant start,
            @Nullable Instant end) {
        public NewApplication {
            identifierUris = List.copyOf(identifierUris);
        }

        ObjectNode body() {
            ObjectNode body = Rest.object().put("displayName", displayName);
            if (homePage != null) {
                body.put("homepage", homePage);
            }
            ArrayNode uris = body.putArray("identifierUris");
            identifierUris.forEach(uris::add);
            if (password != null) {
                ObjectNode credential = body.putArray("passwordCredentials").addObject();
                credential.put("value", password.toUtf8(SecretAccess.request()));
                if (start != null) {
                    credential.put("startDate", start.toString());
                }
                if (end != null) {
                    credential.put("endDate", end.toString());
                }
            }
            return body;
        }
    }
}
