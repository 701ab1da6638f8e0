package dev.keyward.client.graph;

import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.wire.ReadPage;
import dev.keyward.wire.graph.ApplicationChange;
import dev.keyward.wire.graph.ApplicationParameters;
import dev.keyward.wire.graph.SimpleParameters;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final CredentialCalls credentials;
    private final ProviderCalls providers;

    public GraphClient(SignedIn account, Environment environment, String tenant) {
        this.rest = account.rest(environment.graphAudience());
        this.base = environment.graph() + "/" + VaultUris.encode(tenant);
        this.credentials = new CredentialCalls(rest, environment.graph().toString());
        this.providers = new ProviderCalls(rest, environment.graph().toString());
    }

    /// The signed-in user; nothing for an application.
    public Optional<DirectoryEntry> me() {
        return rest.find(uri("me"), DirectoryEntry::read);
    }

    public Optional<DirectoryEntry> find(Kind kind, String objectId) {
        return rest.find(uri(kind.path + "/" + VaultUris.encode(objectId)), DirectoryEntry::read);
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
        return rest.send(
                        "POST",
                        uri("getObjectsByObjectIds"),
                        new SimpleParameters(Map.of(), objectIds, null, null),
                        in -> ReadPage.read(in, DirectoryEntry::read))
                .value();
    }

    /// Makes a user.
    ///
    /// @param user `userPrincipalName`, `displayName`, `mail`; whether enabled; the password
    public DirectoryEntry createUser(SimpleParameters user) {
        return rest.send("POST", uri(Kind.USERS.path), user, DirectoryEntry::read);
    }

    /// Makes a security group.
    ///
    /// @param group `displayName`, `mailNickname`
    public DirectoryEntry createGroup(SimpleParameters group) {
        return rest.send("POST", uri(Kind.GROUPS.path), group, DirectoryEntry::read);
    }

    /// Changes what is given of a user.
    public void changeUser(String objectId, SimpleParameters change) {
        rest.send("PATCH", uri(Kind.USERS.path + "/" + VaultUris.encode(objectId)), change);
    }

    public void renameGroup(String objectId, String displayName) {
        rest.send(
                "PATCH",
                uri(Kind.GROUPS.path + "/" + VaultUris.encode(objectId)),
                called(displayName));
    }

    public void changeApplication(String objectId, ApplicationChange change) {
        rest.send("PATCH", uri(Kind.APPLICATIONS.path + "/" + VaultUris.encode(objectId)), change);
    }

    private static SimpleParameters called(String displayName) {
        return new SimpleParameters(Map.of("displayName", displayName), List.of(), null, null);
    }

    /// Who belongs to groups.
    public GroupCalls groups() {
        return new GroupCalls(rest, this::uri);
    }

    /// What applications sign in with.
    public CredentialCalls credentials() {
        return credentials;
    }

    /// Whom the tenant trusts beside the built-in provider.
    public ProviderCalls providers() {
        return providers;
    }

    /// Registers an application.
    public DirectoryEntry createApplication(ApplicationParameters application) {
        return rest.send("POST", uri(Kind.APPLICATIONS.path), application, DirectoryEntry::read);
    }

    /// Makes the principal by which an application is known in this directory.
    public DirectoryEntry createServicePrincipal(String appId) {
        return rest.send(
                "POST",
                uri(Kind.SERVICE_PRINCIPALS.path),
                new SimpleParameters(Map.of("appId", appId), List.of(), true, null),
                DirectoryEntry::read);
    }

    public void delete(Kind kind, String objectId) {
        rest.send("DELETE", uri(kind.path + "/" + VaultUris.encode(objectId)));
    }

    private List<DirectoryEntry> filtered(Kind kind, String filter) {
        return new Paged<>(
                        rest,
                        URI.create(uri(kind.path) + "&$filter=" + VaultUris.encode(filter)),
                        DirectoryEntry::read)
                .stream().toList();
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }

    private URI uri(String path) {
        return URI.create(base + "/" + path + "?api-version=1.6");
    }
}
