package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.wire.keys.KeyReleaseParameters;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls on a vault's keys. Every one throws a [VaultCallException] if it's refused.
public final class KeyCalls {
    private static final String LIVE = "keys";
    private static final String DELETED = "deletedkeys";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Rest rest;
    private final VaultUris uris;

    KeyCalls(Rest rest, VaultUris uris) {
        this.rest = rest;
        this.uris = uris;
    }

    /// Makes a new version, which becomes the current one.
    public KeyBundle create(String name, NewKey key) {
        return KeyBundle.read(rest.send("POST", uris.of(LIVE, name, "create"), key.body()));
    }

    /// Brings a key from outside; it becomes the current version.
    public KeyBundle importKey(
            String name,
            PrivateJwk key,
            @Nullable List<String> operations,
            ObjectSettings settings) {
        ObjectNode body = Rest.object();
        ObjectNode jwk = body.putObject("key");
        key.write(jwk);
        NewKey.writeOperations(jwk, operations);
        settings.write(body);
        return KeyBundle.read(rest.send("PUT", uris.of(LIVE, name), body));
    }

    /// Brings a key that is wrapped by a key-exchange key of the vault.
    ///
    /// @param kty of the key that is wrapped
    /// @param blob the content of a `.byok` file
    public KeyBundle receive(
            String name,
            String kty,
            byte[] blob,
            @Nullable List<String> operations,
            ObjectSettings settings) {
        ObjectNode body = Rest.object();
        ObjectNode jwk = body.putObject("key").put("kty", kty);
        jwk.put("key_hsm", BASE64URL.encodeToString(blob));
        NewKey.writeOperations(jwk, operations);
        settings.write(body);
        return KeyBundle.read(rest.send("PUT", uris.of(LIVE, name), body));
    }

    /// @param version null for the current one
    /// @return nothing if there is no such key
    public Optional<KeyBundle> find(String name, @Nullable String version) {
        return rest.find(uris.versioned(LIVE, name, version)).map(KeyBundle::read);
    }

    public Paged<KeyBundle> list() {
        return new Paged<>(rest, uris.of(LIVE), KeyBundle::read);
    }

    public Paged<KeyBundle> versions(String name) {
        return new Paged<>(rest, uris.of(LIVE, name, "versions"), KeyBundle::read);
    }

    /// @param version null for the current one
    /// @param operations null leaves them as they are
    /// @param release null leaves it as it is
    public KeyBundle update(
            String name,
            @Nullable String version,
            @Nullable List<String> operations,
            ObjectSettings settings,
            @Nullable ReleasePolicy release) {
        ObjectNode body = Rest.object();
        NewKey.writeOperations(body, operations);
        settings.write(body);
        if (release != null) {
            release.write(body);
        }
        return KeyBundle.read(rest.send("PATCH", uris.versioned(LIVE, name, version), body));
    }

    public KeyBundle delete(String name) {
        return KeyBundle.read(rest.send("DELETE", uris.of(LIVE, name), null));
    }

    public Paged<KeyBundle> listDeleted() {
        return new Paged<>(rest, uris.of(DELETED), KeyBundle::read);
    }

    public Optional<KeyBundle> findDeleted(String name) {
        return rest.find(uris.of(DELETED, name)).map(KeyBundle::read);
    }

    public KeyBundle recover(String name) {
        return KeyBundle.read(rest.send("POST", uris.of(DELETED, name, "recover"), null));
    }

    public void purge(String name) {
        rest.send("DELETE", uris.of(DELETED, name), null);
    }

    /// Makes a version like the current one with fresh numbers.
    public KeyBundle rotate(String name) {
        return KeyBundle.read(rest.send("POST", uris.of(LIVE, name, "rotate"), null));
    }

    public RotationPolicy rotationPolicy(String name) {
        return RotationPolicy.read(rest.get(uris.of(LIVE, name, "rotationpolicy")));
    }

    /// What the policy doesn't say stays as it was.
    public RotationPolicy setRotationPolicy(String name, RotationPolicy policy) {
        return RotationPolicy.read(
                rest.send("PUT", uris.of(LIVE, name, "rotationpolicy"), policy.body()));
    }

    /// All versions as an opaque, sealed blob.
    public byte[] backup(String name) {
        return VaultClient.blob(rest.send("POST", uris.of(LIVE, name, "backup"), null));
    }

    public KeyBundle restore(byte[] blob) {
        JsonNode body = Rest.object().put("value", BASE64URL.encodeToString(blob));
        return KeyBundle.read(rest.send("POST", uris.of(LIVE, "restore"), body));
    }

    /// Uses a key with an algorithm that takes a value alone.
    ///
    /// @param version null for the current one
    /// @param operation the path's last word: `encrypt`, `decrypt`, `wrapkey`, `unwrapkey`, `sign`
    /// @param value plaintext, ciphertext or digest
    public KeyUse use(
            String name,
            @Nullable String version,
            String operation,
            String algorithm,
            byte[] value) {
        return use(name, version, operation, algorithm, value, CipherExtras.NONE);
    }

    /// Encrypts, decrypts, wraps, unwraps or signs.
    ///
    /// @param version null for the current one
    /// @param operation the path's last word: `encrypt`, `decrypt`, `wrapkey`, `unwrapkey`, `sign`
    /// @param value plaintext, ciphertext or digest
    public KeyUse use(
            String name,
            @Nullable String version,
            String operation,
            String algorithm,
            byte[] value,
            CipherExtras extras) {
        ObjectNode body = Rest.object();
        body.put("alg", algorithm);
        body.put("value", BASE64URL.encodeToString(value));
        extras.write(body);
        JsonNode answer = rest.send("POST", uris.versioned(LIVE, name, version, operation), body);
        return new KeyUse(
                answer.path("kid").asText(),
                algorithm,
                VaultClient.blob(answer),
                CipherExtras.read(answer));
    }

    /// Whether the signature, made without a context, is the key's over the digest.
    public boolean verify(
            String name,
            @Nullable String version,
            String algorithm,
            byte[] digest,
            byte[] signature) {
        return verify(name, version, algorithm, digest, signature, CipherExtras.NONE);
    }

    /// Whether the signature is the key's over the digest.
    public boolean verify(
            String name,
            @Nullable String version,
            String algorithm,
            byte[] digest,
            byte[] signature,
            CipherExtras extras) {
        ObjectNode body = Rest.object();
        body.put("alg", algorithm);
        body.put("digest", BASE64URL.encodeToString(digest));
        body.put("value", BASE64URL.encodeToString(signature));
        extras.write(body);
        return rest.send("POST", uris.versioned(LIVE, name, version, "verify"), body)
                .path("value")
                .asBoolean();
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
        return rest.sendJson(
                        "POST",
                        uris.versioned(LIVE, name, version, "release"),
                        new KeyReleaseParameters(target, nonce, wrap).toJson())
                .path("value")
                .asText();
    }

    /// Random bytes of the vault.
    ///
    /// @param count 1 to 128
    public byte[] random(int count) {
        return VaultClient.blob(
                rest.send("POST", uris.of("rng"), Rest.object().put("count", count)));
    }

    /// What came of using a key.
    ///
    /// @param keyId of the version that was used
    /// @param extras what encryption made beside the ciphertext
    public record KeyUse(String keyId, String algorithm, byte[] result, CipherExtras extras) {}
}
