package dev.keyward.client.objects;

import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.wire.BackupBlob;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyItem;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.keys.KeyReleaseParameters;
import dev.keyward.wire.keys.KeyReleaseResult;
import dev.keyward.wire.keys.KeySignParameters;
import dev.keyward.wire.keys.KeyUpdateParameters;
import dev.keyward.wire.keys.KeyVerifyParameters;
import dev.keyward.wire.keys.KeyVerifyResult;
import dev.keyward.wire.keys.RandomBytes;
import dev.keyward.wire.keys.RandomBytesParameters;
import dev.keyward.wire.keys.ReleasePolicyBody;
import dev.keyward.wire.keys.RotationPolicyBody;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls on a vault's keys. Every one throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class KeyCalls {
    private static final String LIVE = "keys";
    private static final String DELETED = "deletedkeys";

    private final Rest rest;
    private final VaultUris uris;

    public KeyCalls(Rest rest, VaultUris uris) {
        this.rest = rest;
        this.uris = uris;
    }

    /// Makes a new version, which becomes the current one.
    public KeyBundle create(String name, NewKey key) {
        return rest.send("POST", uris.of(LIVE, name, "create"), key.parameters(), KeyBundle::read);
    }

    /// Brings a key from outside; it becomes the current version.
    ///
    /// @param key whole, or wrapped by a key-exchange key of the vault
    public KeyBundle importKey(String name, ImportedKey key, ObjectSettings settings) {
        return rest.send(
                "PUT",
                uris.of(LIVE, name),
                new KeyImportParameters(null, key, settings.attributes(), settings.tags(), null),
                KeyBundle::read);
    }

    /// @param version null for the current one
    /// @return nothing if there is no such key
    public Optional<KeyBundle> find(String name, @Nullable String version) {
        return rest.find(uris.versioned(LIVE, name, version), KeyBundle::read);
    }

    public Paged<KeyItem> list() {
        return new Paged<>(rest, uris.of(LIVE), KeyItem::read);
    }

    public Paged<KeyItem> versions(String name) {
        return new Paged<>(rest, uris.of(LIVE, name, "versions"), KeyItem::read);
    }

    /// @param version null for the current one
    /// @param operations null leaves them as they are
    /// @param release null leaves it as it is
    public KeyBundle update(
            String name,
            @Nullable String version,
            @Nullable List<String> operations,
            ObjectSettings settings,
            @Nullable ReleasePolicyBody release) {
        return rest.send(
                "PATCH",
                uris.versioned(LIVE, name, version),
                new KeyUpdateParameters(
                        operations, settings.attributes(), settings.tags(), release),
                KeyBundle::read);
    }

    public KeyBundle delete(String name) {
        return rest.send("DELETE", uris.of(LIVE, name), null, KeyBundle::read);
    }

    public Paged<KeyItem> listDeleted() {
        return new Paged<>(rest, uris.of(DELETED), KeyItem::read);
    }

    public Optional<KeyBundle> findDeleted(String name) {
        return rest.find(uris.of(DELETED, name), KeyBundle::read);
    }

    public KeyBundle recover(String name) {
        return rest.send("POST", uris.of(DELETED, name, "recover"), null, KeyBundle::read);
    }

    public void purge(String name) {
        rest.send("DELETE", uris.of(DELETED, name));
    }

    /// Makes a version like the current one with fresh numbers.
    public KeyBundle rotate(String name) {
        return rest.send("POST", uris.of(LIVE, name, "rotate"), null, KeyBundle::read);
    }

    public RotationPolicyBody rotationPolicy(String name) {
        return rest.get(uris.of(LIVE, name, "rotationpolicy"), RotationPolicyBody::read);
    }

    /// What the policy doesn't say stays as it was.
    public RotationPolicyBody setRotationPolicy(String name, RotationPolicyBody policy) {
        return rest.send(
                "PUT", uris.of(LIVE, name, "rotationpolicy"), policy, RotationPolicyBody::read);
    }

    /// All versions as an opaque, sealed blob.
    public byte[] backup(String name) {
        return rest.send("POST", uris.of(LIVE, name, "backup"), null, BackupBlob::read).value();
    }

    public KeyBundle restore(byte[] blob) {
        return rest.send("POST", uris.of(LIVE, "restore"), new BackupBlob(blob), KeyBundle::read);
    }

    /// Encrypts, decrypts, wraps or unwraps.
    ///
    /// @param version null for the current one
    /// @param operation the path's last word: `encrypt`, `decrypt`, `wrapkey`, `unwrapkey`
    public KeyOperationResult use(
            String name,
            @Nullable String version,
            String operation,
            KeyOperationsParameters parameters) {
        return rest.send(
                "POST",
                uris.versioned(LIVE, name, version, operation),
                parameters,
                KeyOperationResult::read);
    }

    /// @param version null for the current one
    public KeyOperationResult sign(
            String name, @Nullable String version, KeySignParameters parameters) {
        return rest.send(
                "POST",
                uris.versioned(LIVE, name, version, "sign"),
                parameters,
                KeyOperationResult::read);
    }

    /// Whether the signature is the key's over the digest.
    ///
    /// @param version null for the current one
    public boolean verify(String name, @Nullable String version, KeyVerifyParameters parameters) {
        return rest.send(
                        "POST",
                        uris.versioned(LIVE, name, version, "verify"),
                        parameters,
                        KeyVerifyResult::read)
                .value();
    }

    /// Gives an exportable key to an attested environment, wrapped for it.
    ///
    /// @param version null for the current one
    /// @param target the environment's attestation token
    /// @param nonce given back inside the answer
    /// @param wrap such as `CKM_RSA_AES_KEY_WRAP`, which null means
    /// @return a compact JWS
    public String release(
            String name,
            @Nullable String version,
            String target,
            @Nullable String nonce,
            @Nullable String wrap) {
        return rest.send(
                        "POST",
                        uris.versioned(LIVE, name, version, "release"),
                        new KeyReleaseParameters(target, nonce, wrap),
                        KeyReleaseResult::read)
                .value();
    }

    /// Random bytes of the vault.
    ///
    /// @param count 1 to 128
    public byte[] random(int count) {
        return rest.send(
                        "POST", uris.of("rng"), new RandomBytesParameters(count), RandomBytes::read)
                .value();
    }
}
