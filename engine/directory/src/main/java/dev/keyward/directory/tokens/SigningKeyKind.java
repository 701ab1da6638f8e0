package dev.keyward.directory.tokens;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import dev.keyward.records.entities.Unique;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How token signing keys are kept: the private key sealed, and bound with its tenant and `kid` by
/// the record's MAC. Opens each for work as it is read.
public final class SigningKeyKind implements EntityKind<SigningKey> {
    private static final KeyParameters PARAMETERS = new KeyParameters.Ec(Curve.P_256);

    /// Of two nodes that find a next key due at the same time, one makes it.
    private static final Unique<SigningKey> START =
            Unique.of("start", key -> key.tenant() + "/" + key.activeFrom().getEpochSecond());

    private static final String PKCS8 = "token-key-pkcs8";

    private final Keys keys;

    public SigningKeyKind(Keys keys) {
        this.keys = keys;
    }

    /// @param activeFrom taken to the second, as it is stored
    SigningKey generate(String kid, TenantId tenant, Instant activeFrom) {
        SecretBytes pkcs8 = keys.generate(PARAMETERS);
        Instant second = Instant.ofEpochSecond(activeFrom.getEpochSecond());
        return new SigningKey(kid, tenant, second, pkcs8, keys.open(PARAMETERS, pkcs8));
    }

    @Override
    public String word() {
        return "token-key";
    }

    @Override
    public String key(SigningKey key) {
        return key.kid();
    }

    @Override
    public byte[] clear(SigningKey key) {
        return CanonicalWriter.of(word(), 1)
                .text(key.kid())
                .uuid(key.tenant().value())
                .number(key.activeFrom().getEpochSecond())
                .toBytes();
    }

    @Override
    public SecretBytes sealed(SigningKey key) {
        return CanonicalWriter.of(PKCS8, 1).secret(key.pkcs8()).toSecretBytes();
    }

    @Override
    public SigningKey read(CanonicalReader in, @Nullable SecretBytes sealed) {
        in.expectFormat(1);
        String kid = in.text();
        TenantId tenant = new TenantId(in.uuid());
        Instant activeFrom = Instant.ofEpochSecond(in.number());
        SecretBytes pkcs8 =
                CanonicalReader.read(
                        required(sealed), PKCS8, inner -> inner.expectFormat(1).secret());
        return new SigningKey(kid, tenant, activeFrom, pkcs8, keys.open(PARAMETERS, pkcs8));
    }

    @Override
    public List<Unique<SigningKey>> uniques() {
        return List.of(START);
    }

    @Override
    public Optional<Parent<SigningKey>> parent() {
        return Optional.of(new Parent<>("tenant", key -> key.tenant().toString()));
    }
}
