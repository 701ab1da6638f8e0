package dev.keyward.directory.tokens;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.crypto.Keys;
import dev.keyward.directory.shelves.Shelf;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How token signing keys are stored: the private key sealed, and bound with its tenant and `kid`
/// by the record's MAC.
final class SigningKeyLayout implements Shelf.Layout<SigningKey> {
    static final KeyParameters PARAMETERS = new KeyParameters.Ec(Curve.P_256);

    private final Keys keys;

    SigningKeyLayout(Keys keys) {
        this.keys = keys;
    }

    @Override
    public String kind() {
        return "token-key";
    }

    @Override
    public String name(SigningKey key) {
        return key.kid();
    }

    @Override
    public List<String> aliases(SigningKey key) {
        return List.of();
    }

    @Override
    public byte[] clear(SigningKey key) {
        return CanonicalWriter.of(kind(), 1)
                .text(key.kid())
                .uuid(key.tenant().value())
                .number(key.activeFrom().getEpochSecond())
                .toBytes();
    }

    @Override
    public SecretBytes secret(SigningKey key) {
        return CanonicalWriter.of("token-key-pkcs8", 1).secret(key.pkcs8()).toSecretBytes();
    }

    @Override
    public SigningKey read(CanonicalReader in, @Nullable SecretBytes secret) {
        in.expectFormat(1);
        String kid = in.text();
        TenantId tenant = new TenantId(in.uuid());
        Instant activeFrom = Instant.ofEpochSecond(in.number());
        SecretBytes pkcs8 =
                CanonicalReader.read(
                        Shelf.required(kind(), secret),
                        "token-key-pkcs8",
                        sealed -> sealed.expectFormat(1).secret());
        return new SigningKey(kid, tenant, activeFrom, pkcs8, keys.open(PARAMETERS, pkcs8));
    }
}
