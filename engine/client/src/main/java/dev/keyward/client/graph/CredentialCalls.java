package dev.keyward.client.graph;

import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.wire.graph.ApplicationCredentials;
import dev.keyward.wire.graph.ApplicationParameters;
import dev.keyward.wire.graph.DirectoryObject.PasswordCredential;
import dev.keyward.wire.graph.KeyCredential;
import dev.keyward.wire.graph.SimpleParameters;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What applications sign in with, by Microsoft Graph v1.0: AAD Graph tells neither names nor hints
/// of secrets. Every call throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class CredentialCalls {
    private final Rest rest;
    private final String base;

    /// @param base URL of the graph
    CredentialCalls(Rest rest, String base) {
        this.rest = rest;
        this.base = base;
    }

    /// Without their secrets.
    public ApplicationCredentials of(String application) {
        return rest.get(uri(application, ""), ApplicationCredentials::read);
    }

    /// Has a secret made; the answer tells it, this one time.
    public PasswordCredential add(String application, ApplicationParameters.NewSecret wanted) {
        return rest.send(
                "POST", uri(application, "/addPassword"), wanted, PasswordCredential::read);
    }

    public void remove(String application, String keyId) {
        remove(application, "/removePassword", keyId);
    }

    public KeyCredential.Shown addCertificate(String application, KeyCredential certificate) {
        return rest.send(
                "POST",
                uri(application, "/addKey"),
                new KeyCredential.Adding(certificate, null),
                KeyCredential.Shown::read);
    }

    public void removeCertificate(String application, String keyId) {
        remove(application, "/removeKey", keyId);
    }

    private void remove(String application, String call, String keyId) {
        rest.send(
                "POST",
                uri(application, call),
                new SimpleParameters(Map.of("keyId", keyId), List.of(), null, null));
    }

    private URI uri(String application, String call) {
        return URI.create(base + "/v1.0/applications/" + VaultUris.encode(application) + call);
    }
}
