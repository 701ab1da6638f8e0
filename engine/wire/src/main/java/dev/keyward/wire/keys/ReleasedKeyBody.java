package dev.keyward.wire.keys;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// What the answer to Release Key signs (data-plane-keys.md, section 7).
///
/// @param kid as the request named the key, with or without version
/// @param blob the wrapped key, `key_hsm`
public record ReleasedKeyBody(
        String apiVersion,
        String enc,
        String kid,
        @Nullable String nonce,
        KeyBundle key,
        KeyBlob blob)
        implements WireBody {
    /// The form of a `.byok` file.
    ///
    /// @param kid of the key it is wrapped for; empty if that has none
    public record KeyBlob(String kid, String enc, byte[] ciphertext) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("schema_version", "1.0.0");
            out.object(
                    "header",
                    header -> {
                        header.text("kid", kid);
                        header.text("alg", "dir");
                        header.text("enc", enc);
                    });
            out.base64url("ciphertext", ciphertext);
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object(
                "request",
                request -> {
                    request.text("api-version", apiVersion);
                    request.text("enc", enc);
                    request.text("kid", kid);
                    request.text("nonce", nonce);
                });
        out.object("response", response -> response.object("key", this::writeKey));
    }

    private void writeKey(JsonWriter out) {
        out.object(
                "key",
                jwk -> {
                    key.key().writeMembers(jwk);
                    jwk.base64url("key_hsm", blob.toJson());
                });
        out.object("attributes", key.attributes());
        out.textMap("tags", key.tags());
        out.object("release_policy", key.releasePolicy());
    }

    @Override
    public String toString() {
        return "ReleasedKeyBody[" + kid + "]";
    }
}
