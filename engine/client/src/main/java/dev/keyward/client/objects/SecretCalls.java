package dev.keyward.client.objects;

import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.BackupBlob;
import dev.keyward.wire.secrets.SecretBundle;
import dev.keyward.wire.secrets.SecretItem;
import dev.keyward.wire.secrets.SecretSetParameters;
import dev.keyward.wire.secrets.SecretUpdateParameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls on a vault's secrets. Every one throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class SecretCalls {
    private static final String LIVE = "secrets";
    private static final String DELETED = "deletedsecrets";

    private final Rest rest;
    private final VaultUris uris;

    public SecretCalls(Rest rest, VaultUris uris) {
        this.rest = rest;
        this.uris = uris;
    }

    /// Makes a new version, which becomes the current one.
    public SecretBundle set(
            String name, SecretBytes value, @Nullable String contentType, ObjectSettings settings) {
        return rest.send(
                "PUT",
                uris.of(LIVE, name),
                new SecretSetParameters(value, settings.tags(), contentType, settings.attributes()),
                SecretBundle::read);
    }

    /// @param version null for the current one
    /// @return nothing if there is no such secret
    public Optional<SecretBundle> find(String name, @Nullable String version) {
        return rest.find(uris.versioned(LIVE, name, version), SecretBundle::read);
    }

    public Paged<SecretItem> list() {
        return new Paged<>(rest, uris.of(LIVE), SecretItem::read);
    }

    public Paged<SecretItem> versions(String name) {
        return new Paged<>(rest, uris.of(LIVE, name, "versions"), SecretItem::read);
    }

    /// @param version null for the current one
    /// @return without the value
    public SecretBundle update(
            String name,
            @Nullable String version,
            @Nullable String contentType,
            ObjectSettings settings) {
        return rest.send(
                "PATCH",
                uris.versioned(LIVE, name, version),
                new SecretUpdateParameters(contentType, settings.attributes(), settings.tags()),
                SecretBundle::read);
    }

    public SecretBundle delete(String name) {
        return rest.send("DELETE", uris.of(LIVE, name), null, SecretBundle::read);
    }

    public Paged<SecretItem> listDeleted() {
        return new Paged<>(rest, uris.of(DELETED), SecretItem::read);
    }

    public Optional<SecretBundle> findDeleted(String name) {
        return rest.find(uris.of(DELETED, name), SecretBundle::read);
    }

    public SecretBundle recover(String name) {
        return rest.send("POST", uris.of(DELETED, name, "recover"), null, SecretBundle::read);
    }

    public void purge(String name) {
        rest.send("DELETE", uris.of(DELETED, name));
    }

    /// All versions as an opaque blob.
    public byte[] backup(String name) {
        return rest.send("POST", uris.of(LIVE, name, "backup"), null, BackupBlob::read).value();
    }

    public SecretBundle restore(byte[] blob) {
        return rest.send(
                "POST", uris.of(LIVE, "restore"), new BackupBlob(blob), SecretBundle::read);
    }
}
