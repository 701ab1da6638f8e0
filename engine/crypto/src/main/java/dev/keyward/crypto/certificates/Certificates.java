package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Der;
import dev.keyward.crypto.forms.EcKeyForm;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// The server's own certificate authority and the certificates it issues: EC P-256, SHA-256, for
/// development and first starts (security.md, section 8; profile of RFC 5280).
public final class Certificates {
    /// ub-common-name of RFC 5280, A.1.
    private static final int LONGEST_COMMON_NAME = 64;

    /// Clocks of clients may be a little behind ours.
    private static final Duration BACKDATED = Duration.ofHours(1);

    /// Positive and at most 20 octets (RFC 5280 4.1.2.2).
    private static final int SERIAL_BITS = 127;

    private static final KeyParameters.Ec KEY = new KeyParameters.Ec(Curve.P_256);

    /// From then on times have four digits of the year (RFC 5280 4.1.2.5).
    private static final int FIRST_LONG_YEAR = 2050;

    /// `[0] { INTEGER 2 }`.
    private static final byte[] VERSION_3 = Der.constant("a003020102");

    /// ecdsa-with-SHA256 (RFC 5758 3.2).
    private static final byte[] SIGNATURE = Der.constant("300a06082a8648ce3d040302");

    private static final byte[] COMMON_NAME = Der.constant("0603550403");
    private static final byte[] TRUE = Der.constant("0101ff");
    private static final int EXTENSIONS_TAG = 0xa3;
    private static final int KEY_IDENTIFIER_TAG = 0x80;
    private static final String SUBJECT_KEY = "0603551d0e";

    /// Of SHA-1.
    private static final int IDENTIFIER_BYTES = 20;

    private final SecureRandom random;
    private final InstantSource clock;
    private final Keys keys;

    public Certificates(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        this.keys = Keys.withoutNativeCode(random);
    }

    private record Validity(Instant start, Instant end) {}

    /// A new self-signed authority, which may issue server certificates but no authorities.
    ///
    /// @param commonName 1 to 64 characters
    public KeyCertificate newAuthority(String commonName, Duration life) {
        NewKey key = newKey();
        byte[] name = name(commonName);
        Instant start = start();
        byte[] body =
                body(
                        name,
                        name,
                        new Validity(start, start.plus(BACKDATED).plus(life)),
                        key,
                        List.of(
                                // An authority with no authorities under it.
                                critical("0603551d13", Der.constant("30060101ff020100")),
                                // keyCertSign and cRLSign.
                                critical("0603551d0f", Der.constant("03020106")),
                                subjectKey(key)));
        return signed(body, KeyCertificate.privateKey("EC", key.pkcs8()), key);
    }

    /// A server certificate under the authority.
    ///
    /// @param names DNS names (wildcards too) and IP addresses, at least one; the first also as
    ///   common name
    /// @param life cut at the end of the authority's own
    /// @throws dev.keyward.model.VaultException with `BadParameter` for a name that is neither
    public KeyCertificate newServerCertificate(
            KeyCertificate authority, List<String> names, Duration life) {
        byte[] alternatives =
                Der.sequence(names.stream().map(AlternativeNames::der).toArray(byte[][]::new));
        NewKey key = newKey();
        X509Certificate issuer = authority.certificate();
        Instant start = start();
        Instant end = start.plus(BACKDATED).plus(life);
        Instant last = issuer.getNotAfter().toInstant();
        String first = names.getFirst();
        byte[] body =
                body(
                        issuer.getSubjectX500Principal().getEncoded(),
                        name(first.length() <= LONGEST_COMMON_NAME ? first : "Keyward server"),
                        new Validity(start, end.isBefore(last) ? end : last),
                        key,
                        List.of(
                                // No authority.
                                critical("0603551d13", Der.constant("3000")),
                                // digitalSignature.
                                critical("0603551d0f", Der.constant("03020780")),
                                // id-kp-serverAuth.
                                extension("0603551d25", Der.constant("300a06082b06010505070301")),
                                extension("0603551d11", alternatives),
                                subjectKey(key),
                                extension(
                                        "0603551d23",
                                        Der.sequence(
                                                Der.element(
                                                        KEY_IDENTIFIER_TAG, identifier(issuer))))));
        return signed(body, authority.privateKey(), key);
    }

    private record NewKey(SecretBytes pkcs8, byte[] info, byte[] identifier) {}

    private NewKey newKey() {
        SecretBytes pkcs8 = keys.generate(KEY);
        PublicKeyParts.Ec point =
                EcKeyForm.publicParts(pkcs8)
                        .orElseThrow(() -> Bug.because("a new EC key has another form"));
        return new NewKey(
                pkcs8, EcKeyForm.subjectPublicKeyInfo(point), sha1(EcKeyForm.encoded(point)));
    }

    private byte[] body(
            byte[] issuer, byte[] subject, Validity validity, NewKey key, List<byte[]> extensions) {
        BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        return Der.sequence(
                VERSION_3,
                Der.integer(serial),
                SIGNATURE,
                issuer,
                Der.sequence(time(validity.start()), time(validity.end())),
                subject,
                key.info(),
                Der.element(EXTENSIONS_TAG, Der.sequence(extensions.toArray(byte[][]::new))));
    }

    private Instant start() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(BACKDATED);
    }

    private KeyCertificate signed(byte[] body, PrivateKey issuer, NewKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuer, random);
            signature.update(body);
            byte[] certificate = Der.sequence(body, SIGNATURE, Der.bits(signature.sign()));
            return KeyCertificate.ofDer(certificate, key.pkcs8());
        } catch (GeneralSecurityException e) {
            throw Bug.because("the JDK signs with P-256", e);
        }
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.constant(oid), TRUE, Der.element(Der.OCTET_STRING, value));
    }

    private static byte[] extension(String oid, byte[] value) {
        return Der.sequence(Der.constant(oid), Der.element(Der.OCTET_STRING, value));
    }

    private static byte[] subjectKey(NewKey key) {
        return extension(SUBJECT_KEY, Der.element(Der.OCTET_STRING, key.identifier()));
    }

    /// What the authority calls its key (RFC 5280 4.2.1.1).
    private static byte[] identifier(X509Certificate authority) {
        byte[] extension = authority.getExtensionValue("2.5.29.14");
        if (extension == null) {
            throw Bug.because("an own authority has no key identifier");
        }
        return Arrays.copyOfRange(extension, extension.length - IDENTIFIER_BYTES, extension.length);
    }

    /// RFC 5280 4.2.1.2, (1).
    private static byte[] sha1(byte[] point) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(point);
        } catch (GeneralSecurityException e) {
            throw Bug.because("SHA-1 belongs to every JDK", e);
        }
    }

    private static byte[] name(String commonName) {
        byte[] text = commonName.getBytes(StandardCharsets.UTF_8);
        return Der.sequence(
                Der.element(
                        Der.SET, Der.sequence(COMMON_NAME, Der.element(Der.UTF8_STRING, text))));
    }

    private static byte[] time(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        boolean isLong = time.getYear() >= FIRST_LONG_YEAR;
        StringBuilder text = new StringBuilder();
        if (isLong) {
            text.append(two(time.getYear() / 100));
        }
        text.append(two(time.getYear() % 100))
                .append(two(time.getMonthValue()))
                .append(two(time.getDayOfMonth()))
                .append(two(time.getHour()))
                .append(two(time.getMinute()))
                .append(two(time.getSecond()))
                .append('Z');
        return Der.element(
                isLong ? Der.GENERALIZED_TIME : Der.UTC_TIME,
                text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
