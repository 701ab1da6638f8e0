package dev.keyward.outside.release;

import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import dev.keyward.wire.keys.ReleaseHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Signs the answers to releases: a compact JWS (RFC 7515) whose header holds the certificate of
/// the key. Made when first needed, sealed in the system scope. Safe for use by several threads.
public final class ReleaseSigner {
    private static final String LABEL = "release-key";
    private static final RecordId PLACE = RecordId.of(LABEL, "1");
    private static final KeyParameters PARAMETERS = new KeyParameters.Ec(Curve.P_256);
    private static final Duration LIFE = Duration.ofDays(3650);

    private final Store store;
    private final RecordScope system;
    private final Keys keys;
    private final Certificates certificates;
    private @Nullable Ready ready;

    public ReleaseSigner(Store store, RecordScope system, Keys keys, Certificates certificates) {
        this.store = store;
        this.system = system;
        this.keys = keys;
        this.certificates = certificates;
    }

    private record Ready(CryptoKey key, byte[] certificate) {}

    /// @param payload JSON
    public String sign(byte[] payload) {
        Ready signer = ready();
        String input = encode(header(signer.certificate)) + "." + encode(payload);
        byte[] signature =
                signer.key.sign(
                        SignatureAlgorithm.ES256,
                        digest("SHA-256", input.getBytes(StandardCharsets.US_ASCII)));
        return input + "." + encode(signature);
    }

    private synchronized Ready ready() {
        if (ready == null) {
            ready = system.get(PLACE).map(this::open).orElseGet(this::create);
        }
        return ready;
    }

    private Ready open(OpenRecord record) {
        byte[] certificate = record.clear(LABEL, in -> in.expectFormat(1).bytes());
        try (SecretBytes pkcs8 =
                record.payload().orElseThrow(() -> Bug.because("the release key has no payload"))) {
            return new Ready(keys.open(PARAMETERS, pkcs8), certificate);
        }
    }

    private Ready create() {
        KeyCertificate made = certificates.newAuthority("Keyward key release", LIFE);
        byte[] certificate = der(made);
        try (SecretBytes pkcs8 = made.pkcs8()) {
            Sealed record =
                    system.seal(
                            Draft.create(
                                    PLACE,
                                    0,
                                    CanonicalWriter.of(LABEL, 1).bytes(certificate).toBytes(),
                                    pkcs8));
            store.change(
                            tx -> {
                                system.put(tx, record);
                                return record;
                            })
                    .toCompletableFuture()
                    .join();
            return new Ready(keys.open(PARAMETERS, pkcs8), certificate);
        }
    }

    private static byte[] der(KeyCertificate certificate) {
        try {
            return certificate.certificate().getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw Bug.because("a certificate just made has an encoding", impossible);
        }
    }

    private static byte[] header(byte[] certificate) {
        byte[] sha1 = digest("SHA-1", certificate);
        return new ReleaseHeader(
                        HexFormat.of().withUpperCase().formatHex(sha1),
                        sha1,
                        digest("SHA-256", certificate),
                        certificate)
                .toJson();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw Bug.because("the JDK has " + algorithm, impossible);
        }
    }
}
