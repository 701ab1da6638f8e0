package dev.keyward.directory.tokens;

import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import dev.keyward.records.entities.Unique;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How token signing keys are kept: the private key sealed, and bound with its tenant, `kid` and
/// algorithm by the record's MAC.
///
/// Format 1 is of ES256 keys and of all that 0.1.0 made; format 2 says the algorithm and has the
/// certificate.
public final class SigningKeyKind implements EntityKind<SigningKey> {
    /// Of two nodes that find a next key due at the same time, one makes it.
    private static final Unique<SigningKey> START =
            Unique.of(
                    "start",
                    key ->
                            key.tenant()
                                    + "/"
                                    + key.activeFrom().getEpochSecond()
                                    + (key.algorithm() == TokenAlgorithm.ES256
                                            ? ""
                                            : "/" + key.algorithm()));

    private static final String PKCS8 = "token-key-pkcs8";

    /// Longer than any key is at work; verifiers take the key and not its dates.
    private static final Duration CERTIFIED = Duration.ofDays(5 * 365);

    private final Keys keys;
    private final SecureRandom random;

    public SigningKeyKind(Keys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /// @param activeFrom taken to the second, as it is stored
    SigningKey generate(TenantId tenant, TokenAlgorithm algorithm, Instant activeFrom) {
        SecretBytes pkcs8 = keys.generate(algorithm.key());
        Instant second = Instant.ofEpochSecond(activeFrom.getEpochSecond());
        byte @Nullable [] certificate =
                switch (algorithm) {
                    case RS256 -> certificate(tenant, pkcs8, second);
                    case ES256 -> null;
                };
        String kid =
                certificate == null
                        ? new UUID(random.nextLong(), random.nextLong()).toString().replace("-", "")
                        : thumbprint(certificate);
        return signingKey(new SigningKey.Name(kid, tenant, algorithm, second), pkcs8, certificate);
    }

    private SigningKey signingKey(
            SigningKey.Name name, SecretBytes pkcs8, byte @Nullable [] certificate) {
        return new SigningKey(
                name, pkcs8, certificate, () -> keys.open(name.algorithm().key(), pkcs8));
    }

    private byte[] certificate(TenantId tenant, SecretBytes pkcs8, Instant activeFrom) {
        // Made here, since loading it takes longer than a start may (decisions, 21).
        return new X509Signer(keys, random)
                .selfSigned(
                        TokenAlgorithm.RS256.key(),
                        pkcs8,
                        new X509Properties(
                                "CN=" + tenant,
                                SubjectAlternativeNames.NONE,
                                List.of(),
                                List.of(KeyUsage.DIGITAL_SIGNATURE),
                                1),
                        new X509Signer.Validity(
                                activeFrom.minus(SigningKeys.LIFE), activeFrom.plus(CERTIFIED)));
    }

    /// RFC 7517 4.8.
    private static String thumbprint(byte[] certificate) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(certificate));
        } catch (NoSuchAlgorithmException impossible) {
            throw Bug.because("SHA-1 belongs to every JDK", impossible);
        }
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
        byte @Nullable [] certificate = key.certificate();
        CanonicalWriter out =
                CanonicalWriter.of(word(), certificate == null ? 1 : 2)
                        .text(key.kid())
                        .uuid(key.tenant().value())
                        .number(key.activeFrom().getEpochSecond());
        return certificate == null
                ? out.toBytes()
                : out.text(key.algorithm().name()).bytes(certificate).toBytes();
    }

    @Override
    public SecretBytes sealed(SigningKey key) {
        return CanonicalWriter.of(PKCS8, 1).secret(key.pkcs8()).toSecretBytes();
    }

    @Override
    public SigningKey read(CanonicalReader in, @Nullable SecretBytes sealed) {
        boolean first = in.formatVersion() == 1;
        if (!first) {
            in.expectFormat(2);
        }
        String kid = in.text();
        TenantId tenant = new TenantId(in.uuid());
        Instant activeFrom = Instant.ofEpochSecond(in.number());
        TokenAlgorithm algorithm = first ? TokenAlgorithm.ES256 : TokenAlgorithm.valueOf(in.text());
        byte @Nullable [] certificate = first ? null : in.bytes();
        SecretBytes pkcs8 =
                CanonicalReader.read(
                        required(sealed), PKCS8, inner -> inner.expectFormat(1).secret());
        return signingKey(
                new SigningKey.Name(kid, tenant, algorithm, activeFrom), pkcs8, certificate);
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
