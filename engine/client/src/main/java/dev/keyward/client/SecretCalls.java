package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls on a vault's secrets. Every one throws a [VaultCallException] if it's refused.
public final class SecretCalls {
    private static final String LIVE = "secrets";
    private static final String DELETED = "deletedsecrets";

    private final Rest rest;
    private final VaultUris uris;

    SecretCalls(Rest rest, VaultUris uris) {
        this.rest = rest;
        this.uris = uris;
    }

    /// Makes a new version, which becomes the current one.
    public SecretBundle set(
            String name, SecretBytes value, @Nullable String contentType, ObjectSettings settings) {
        ObjectNode body = Rest.object();
        body.put("value", value.toUtf8(SecretAccess.request()));
        if (contentType != null) {
            body.put("contentType", contentType);
        }
        settings.write(body);
        return SecretBundle.read(rest.send("PUT", uris.of(LIVE, name), body));
    }

    /// @param version null for the current one
    /// @return nothing if there is no such secret
    public Optional<SecretBundle> find(String name, @Nullable String version) {
        return rest.find(uris.versioned(LIVE, name, version)).map(SecretBundle::read);
    }

    public Paged<SecretBundle> list() {
        return new Paged<>(rest, uris.of(LIVE), SecretBundle::read);
    }

    public Paged<SecretBundle> versions(String name) {
        return new Paged<>(rest, uris.of(LIVE, name, "versions"), SecretBundle::read);
    }

    /// @param version null for the current one
    /// @return without the value
    public SecretBundle update(
            String name,
            @Nullable String version,
            @Nullable String contentType,
            ObjectSettings settings) {
        ObjectNode body = Rest.object();
        if (contentType != null) {
            body.put("contentType", contentType);
        }
        settings.write(body);
        return SecretBundle.read(rest.send("PATCH", uris.versioned(LIVE, name, version), body));
    }

    public SecretBundle delete(String name) {
        return SecretBundle.read(rest.send("DELETE", uris.of(LIVE, name), null));
    }

    public Paged<SecretBundle> listDeleted() {
        return new Paged<>(rest, uris.of(DELETED), SecretBundle::read);
    }

    public Optional<SecretBundle> findDeleted(String name) {
        return rest.find(uris.of(DELETED, name)).map(SecretBundle::read);
    }

    public SecretBundle recover(String name) {
        return SecretBundle.read(rest.send("POST", uris.of(DELETED, name, "recover"), null));
    }

    public void purge(String name) {
        rest.send("DELETE", uris.of(DELETED, name), null);
    }

    /// All versions as an opaque blob.
    public byte[] backup(String name) {
        return VaultClient.blob(rest.send("POST", uris.of(LIVE, name, "backup"), null));
    }

    public SecretBundle restore(byte[] blob) {
        JsonNode body =
                Rest.object()
                        .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(blob));
        return SecretBundle.read(rest.send("POST", uris.of(LIVE, "restore"), body));
    }
}
