package dev.keyward.client.graph;

import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.wire.graph.ExternalIdentity;
import dev.keyward.wire.graph.IdentityProviderBody;
import java.net.URI;

/// The identity providers that a tenant trusts beside the built-in one. Every call throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class ProviderCalls {
    private final Rest rest;
    private final String base;

    /// @param base URL of the graph
    ProviderCalls(Rest rest, String base) {
        this.rest = rest;
        this.base = base;
    }

    public Paged<IdentityProviderBody> list() {
        return new Paged<>(rest, uri(""), IdentityProviderBody::read);
    }

    public IdentityProviderBody get(String name) {
        return rest.get(one(name, ""), IdentityProviderBody::read);
    }

    public IdentityProviderBody create(IdentityProviderBody provider) {
        return rest.send("POST", uri(""), provider, IdentityProviderBody::read);
    }

    /// Changes what is given.
    public void change(String name, IdentityProviderBody change) {
        rest.send("PATCH", one(name, ""), change);
    }

    public void remove(String name) {
        rest.send("DELETE", one(name, ""));
    }

    /// What somebody is called in policies and roles.
    public ExternalIdentity resolve(String name, ExternalIdentity who) {
        return rest.send("POST", one(name, "/getObjectId"), who, ExternalIdentity::read);
    }

    private URI one(String name, String call) {
        return uri("/" + VaultUris.encode(name) + call);
    }

    private URI uri(String rest) {
        return URI.create(base + "/v1.0/identity/identityProviders" + rest);
    }
}
