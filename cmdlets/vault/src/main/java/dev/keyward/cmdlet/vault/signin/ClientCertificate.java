package dev.keyward.cmdlet.vault.signin;

import dev.keyward.crypto.certificates.CertificateChain;
import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A certificate with its key, by which an application signs in: it signs the assertions that are
/// shown (RFC 7523 2.2; identity.md, section 4). Safe for use by several threads.
public final class ClientCertificate {
    /// As Azure's clients make them.
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final CryptoKey key;
    private final SignatureAlgorithm algorithm;
    private final CertificateChain chain;
    private final SecureRandom random;

    private ClientCertificate(
            CryptoKey key,
            SignatureAlgorithm algorithm,
            CertificateChain chain,
            SecureRandom random) {
        this.key = key;
        this.algorithm = algorithm;
        this.chain = chain;
        this.random = random;
    }

    /// @param file PEM or PKCS#12
    /// @param password null for none
    /// @throws VaultException with `BadParameter` of what is wrong with the file, or with its
    ///   password
    public static ClientCertificate read(
            SecretBytes file, @Nullable SecretBytes password, SecureRandom random) {
        CertificateFile.Content content = new CertificateFile(random).readOwn(file, password);
        try (ImportedKey imported = content.key()) {
            CryptoKey key =
                    Keys.withoutNativeCode(random).open(imported.parameters(), imported.pkcs8());
            return new ClientCertificate(
                    key,
                    algorithm(key.publicParts()),
                    content.chain().leafFirst(key.publicParts()),
                    random);
        }
    }

    /// The one that every authority takes which knows the key at all.
    private static SignatureAlgorithm algorithm(PublicKeyParts key) {
        return switch (key) {
            case PublicKeyParts.Rsa _ -> SignatureAlgorithm.RS256;
            case PublicKeyParts.Ec ec when ec.curve() == dev.keyward.model.Curve.P_256 ->
                    SignatureAlgorithm.ES256;
            case PublicKeyParts.Ec _,
                    PublicKeyParts.Oct _,
                    PublicKeyParts.Akp _,
                    PublicKeyParts.Okp _ ->
                    throw new VaultException(
                            new VaultError.BadParameter(
                                    "key file", "one with an RSA key or a P-256 key"));
        };
    }

    /// SHA-1 of the certificate in hexadecimal, as stores of .NET name it.
    public String thumbprint() {
        return HexFormat.of().withUpperCase().formatHex(digest("SHA-1", leaf()));
    }

    private byte[] leaf() {
        return chain.encoded().getFirst();
    }

    /// Whether the certificates above it go along, for authorities that trust who issued it.
    public enum Shown {
        ALONE,
        WITH_CHAIN
    }

    /// An assertion to be shown once.
    public SecretBytes assertion(String clientId, URI tokenEndpoint, Shown shown, Instant now) {
        Claims claims =
                new Claims(
                        tokenEndpoint.toString(),
                        clientId,
                        jti(),
                        now.getEpochSecond(),
                        now.plus(LIFE).getEpochSecond());
        String signed = encoded(header(shown).toJson()) + "." + encoded(claims.toJson());
        byte[] signature =
                key.sign(algorithm, digest("SHA-256", signed.getBytes(StandardCharsets.US_ASCII)));
        return SecretBytes.ofUtf8(signed + "." + encoded(signature));
    }

    private Header header(Shown shown) {
        return new Header(
                algorithm.joseName(),
                encoded(digest("SHA-1", leaf())),
                switch (shown) {
                    case ALONE -> null;
                    case WITH_CHAIN ->
                            chain.encoded().stream()
                                    .map(Base64.getEncoder()::encodeToString)
                                    .toList();
                });
    }

    /// @param x5t found everywhere, also by AD FS
    /// @param x5c null for none
    private record Header(String alg, String x5t, @Nullable List<String> x5c) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("alg", alg);
            out.text("typ", "JWT");
            out.text("x5t", x5t);
            out.texts("x5c", x5c);
        }
    }

    private record Claims(String aud, String client, String jti, long nbf, long exp)
            implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("aud", aud);
            out.text("iss", client);
            out.text("sub", client);
            out.text("jti", jti);
            out.number("nbf", nbf);
            out.number("exp", exp);
        }
    }

    private String jti() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw Bug.because(name + " belongs to every JDK", e);
        }
    }
}
