package dev.keyward.crypto.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.testing.SeededRandom;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Everything made here is looked at with the JDK's own X.509 and key stores.
class X509SignerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final KeyParameters RSA = new KeyParameters.Rsa(2048);
    private static final X509Signer.Validity YEAR =
            new X509Signer.Validity(NOW, NOW.plus(Duration.ofDays(365)));
    private static final X509Properties WEB =
            new X509Properties(
                    "CN=web, O=Contoso",
                    new SubjectAlternativeNames(
                            List.of("web.contoso.local", "*.contoso.local"),
                            List.of("a@contoso.local"),
                            List.of("alice@contoso.local"),
                            List.of("https://contoso.local/web"),
                            List.of("10.1.2.3", "2001:db8:0:0:0:0:0:1")),
                    X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                    List.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.DECIPHER_ONLY),
                    12);
    private static final X509Properties AUTHORITY =
            new X509Properties(
                    "CN=Test CA",
                    SubjectAlternativeNames.NONE,
                    List.of(),
                    List.of(KeyUsage.KEY_CERT_SIGN),
                    12);

    private final SeededRandom random = new SeededRandom(7);
    private final Keys keys = new Keys(random);
    private final X509Signer signer = new X509Signer(keys, random);

    private static X509Certificate parsed(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private CertificateChain chain(byte[]... certificates) {
        return CertificateChain.parse(List.of(certificates));
    }

    @Test
    void aSelfSignedCertificateSaysWhatItsPolicySays() throws Exception {
        SecretBytes key = keys.generate(RSA);
        byte[] der = signer.selfSigned(RSA, key, WEB, YEAR);
        X509Certificate certificate = parsed(der);

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=web,O=Contoso");
        assertThat(certificate.getIssuerX500Principal())
                .isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(YEAR.notBefore()));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(YEAR.notAfter()));
        assertThat(certificate.getKeyUsage())
                .containsExactly(true, false, false, false, false, false, false, false, true);
        assertThat(certificate.getExtendedKeyUsage())
                .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactly("2.5.29.15");
        assertThat(certificate.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(
                        "2.5.29.19", "2.5.29.37", "2.5.29.17", "2.5.29.35", "2.5.29.14");
        assertThat(certificate.getSerialNumber().signum()).isPositive();
        assertThat(
                        certificate.getSubjectAlternativeNames().stream()
                                .filter(name -> !name.getFirst().equals(0))
                                .map(name -> String.valueOf(name.get(1))))
                .containsExactly(
                        "web.contoso.local",
                        "*.contoso.local",
                        "a@contoso.local",
                        "https://contoso.local/web",
                        "10.1.2.3",
                        "2001:db8:0:0:0:0:0:1");
    }

    /// RFC 5280: the issuer is never empty (4.1.2.4), and names alone are critical (4.2.1.6).
    @Test
    void withoutASubjectTheFurtherNamesAreCritical() throws Exception {
        X509Properties nameless =
                new X509Properties(
                        "",
                        WEB.alternativeNames(),
                        WEB.extendedKeyUsage(),
                        WEB.keyUsage(),
                        WEB.validityMonths());
        SecretBytes key = keys.generate(RSA);
        byte[] der = signer.selfSigned(RSA, key, nameless, YEAR);

        X509Certificate certificate = parsed(der);
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEmpty();
        assertThat(certificate.getIssuerX500Principal().getName()).isEqualTo("CN=Self");
        assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.17");
        assertThat(CertificateChain.parse(List.of(der)).facts(Pkcs8.publicParts(key)).subject())
                .isEmpty();
        assertThat(SignedRequest.parse(signer.request(RSA, key, nameless))).isNotNull();
    }

    @Test
    void whatACertificateSaysIsReadBack() {
        SecretBytes key = keys.generate(RSA);
        CertificateFacts facts =
                chain(signer.selfSigned(RSA, key, WEB, YEAR)).facts(keys.publicParts(key));
        assertThat(facts)
                .isEqualTo(
                        new CertificateFacts(
                                "CN=web, O=Contoso",
                                YEAR.notBefore(),
                                YEAR.notAfter(),
                                WEB.alternativeNames(),
                                WEB.keyUsage(),
                                WEB.extendedKeyUsage()));
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void everyCurveSignsRequestsAndCertificates(Curve curve) throws Exception {
        KeyParameters.Ec ec = new KeyParameters.Ec(curve);
        SecretBytes key = keys.generate(ec);
        assertThat(SignedRequest.parse(signer.request(ec, key, WEB)).subject())
                .isEqualTo("CN=web, O=Contoso");
        X509Certificate certificate = parsed(signer.selfSigned(ec, key, WEB, YEAR));
        // The JDK itself has no secp256k1.
        Signature signature =
                Signature.getInstance(certificate.getSigAlgName(), Providers.bouncyCastle());
        signature.initVerify(
                java.security.KeyFactory.getInstance("EC", Providers.bouncyCastle())
                        .generatePublic(
                                new java.security.spec.X509EncodedKeySpec(
                                        Pkcs8.subjectPublicKeyInfo(keys.publicParts(key)))));
        signature.update(certificate.getTBSCertificate());
        assertThat(signature.verify(certificate.getSignature())).isTrue();
    }

    @Test
    void aRequestWithAForeignSignatureIsRefused() {
        byte[] request = signer.request(RSA, keys.generate(RSA), WEB);
        request[request.length - 1] ^= 1;
        assertThatThrownBy(() -> SignedRequest.parse(request)).isInstanceOf(VaultException.class);
        assertThatThrownBy(() -> SignedRequest.parse(new byte[] {1, 2}))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void anAuthorityIssuesForARequest() throws Exception {
        SecretBytes authorityKey = keys.generate(RSA);
        byte[] authority = signer.selfSigned(RSA, authorityKey, AUTHORITY, YEAR);
        SecretBytes key = keys.generate(RSA);
        byte[] issued =
                signer.issued(
                        SignedRequest.parse(signer.request(RSA, key, WEB)),
                        WEB,
                        new X509Signer.Authority(authority, RSA, authorityKey),
                        YEAR);
        PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(parsed(authority), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(parsed(issued))),
                        trust);
        assertThat(chain(issued).leaf(keys.publicParts(key))).isEqualTo(issued);
    }

    @Test
    void theJdkOpensAPfxWithoutPasswordAndFindsKeyAndChain() throws Exception {
        Made made = made();
        SecretBytes pfx =
                new CertificateFile(random)
                        .write(SecretFormat.PKCS12, made.key, made.leaf, made.chain);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(pfx.toByteArray(SecretAccess.request())), new char[0]);
        String alias = Collections.list(store.aliases()).getFirst();
        assertThat(store.getCertificateChain(alias))
                .containsExactly(parsed(made.leaf), parsed(made.authority));
        assertThat(((PrivateKey) store.getKey(alias, new char[0])).getEncoded())
                .isEqualTo(made.key.toByteArray(SecretAccess.request()));
    }

    @ParameterizedTest
    @EnumSource(SecretFormat.class)
    void aFileComesBackAsItWasWritten(SecretFormat format) {
        Made made = made();
        CertificateFile files = new CertificateFile(random);
        CertificateFile.Content content =
                files.read(
                        format,
                        files.write(format, made.key, made.leaf, made.chain),
                        null,
                        () -> {});
        assertThat(content.key().parameters()).isEqualTo(RSA);
        assertThat(content.key().pkcs8()).isEqualTo(made.key);
        assertThat(content.chain().encoded()).containsExactlyElementsOf(made.chain.encoded());
    }

    @ParameterizedTest
    @EnumSource(SecretFormat.class)
    void withoutTheKeyAFileHoldsCertificatesOnly(SecretFormat format) {
        Made made = made();
        CertificateFile files = new CertificateFile(random);
        SecretBytes file = files.write(format, null, made.leaf, made.chain);
        assertThatThrownBy(() -> files.read(format, file, null, () -> {}))
                .isInstanceOf(VaultException.class);
        assertThat(file.length()).isGreaterThan(made.leaf.length);
    }

    @Test
    void aPfxOfTheJdkIsReadWithItsPassword() throws Exception {
        Made made = made();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "web",
                java.security.KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new java.security.spec.PKCS8EncodedKeySpec(
                                        made.key.toByteArray(SecretAccess.request()))),
                "geheim".toCharArray(),
                new java.security.cert.Certificate[] {parsed(made.leaf), parsed(made.authority)});
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        store.store(out, "geheim".toCharArray());
        SecretBytes file = SecretBytes.copyOf(out.toByteArray());
        CertificateFile files = new CertificateFile(random);

        assertThat(
                        files.read(
                                        SecretFormat.PKCS12,
                                        file,
                                        SecretBytes.ofUtf8("geheim"),
                                        () -> {})
                                .chain()
                                .encoded())
                .containsExactlyInAnyOrder(made.leaf, made.authority);
        assertThatThrownBy(() ->
                        files.read(
                                SecretFormat.PKCS12, file, SecretBytes.ofUtf8("falsch"), () -> {}))
                .hasMessageContaining(
                        "The specified PKCS#12 X.509 certificate content can not be read.");
    }

    @Test
    void brokenFilesGetTheWordsOfTheService() {
        CertificateFile files = new CertificateFile(random);
        assertThatThrownBy(() ->
                        files.read(
                                SecretFormat.PEM,
                                SecretBytes.ofUtf8("-----BEGIN X"),
                                null,
                                () -> {}))
                .hasMessageContaining(
                        "The specified PEM X.509 certificate content is in an unexpected format."
                                + " Check if certificate is in valid PEM format.");
        assertThatThrownBy(() ->
                        files.read(
                                SecretFormat.PKCS12,
                                SecretBytes.copyOf(new byte[300_000]),
                                null,
                                () -> {}))
                .hasMessageContaining("The size of the X.509 certificate is too long");
    }

    @Test
    void aKeyInPkcs1IsNoPemCertificate() {
        Made made = made();
        String pem =
                new CertificateFile(random)
                        .write(SecretFormat.PEM, made.key, made.leaf, made.chain)
                        .toUtf8(SecretAccess.request())
                        .replace("PRIVATE KEY", "RSA PRIVATE KEY");
        assertThatThrownBy(() ->
                        new CertificateFile(random)
                                .read(SecretFormat.PEM, SecretBytes.ofUtf8(pem), null, () -> {}))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void aChainIsPutInLineBehindItsLeaf() {
        Made made = made();
        byte[] stray = signer.selfSigned(RSA, keys.generate(RSA), AUTHORITY, YEAR);
        List<byte[]> mixed = new ArrayList<>(List.of(stray, made.authority, made.leaf));
        List<byte[]> line =
                CertificateChain.parse(mixed).leafFirst(keys.publicParts(made.key)).encoded();
        assertThat(line.getFirst()).isEqualTo(made.leaf);
        assertThat(new HashSet<>(line.stream().map(Base64.getEncoder()::encodeToString).toList()))
                .hasSize(3);
        assertThat(chain(made.leaf, made.authority).leafFirst(keys.publicParts(made.key)).encoded())
                .containsExactly(made.leaf, made.authority);
    }

    @Test
    void aBundleOfPkcs7IsTakenApart() throws Exception {
        Made made = made();
        byte[] bundle =
                CertificateFactory.getInstance("X.509")
                        .generateCertPath(List.of(parsed(made.leaf), parsed(made.authority)))
                        .getEncoded("PKCS7");
        assertThat(CertificateChain.parse(List.of(bundle)).encoded())
                .containsExactlyInAnyOrder(made.leaf, made.authority);
    }

    @Test
    void refusesACertificateForAnotherKey() {
        Made made = made();
        assertThatThrownBy(() -> made.chain.leaf(keys.publicParts(keys.generate(RSA))))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("x5c");
        assertThatThrownBy(() ->
                        CertificateChain.parse(
                                List.of("nothing".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void refusesNamesThatNoCertificateCanHave() {
        SecretBytes key = keys.generate(RSA);
        assertThatThrownBy(() -> signer.request(RSA, key, named("web", List.of())))
                .hasMessageContaining("policy.x509_props.subject");
        assertThatThrownBy(() -> signer.request(RSA, key, named("CN=web", List.of("a b"))))
                .hasMessageContaining("policy.x509_props.sans.dns_names");
        assertThat(parsedSubject(key, "cn=MyCert")).isEqualTo("CN=MyCert");
        assertThat(parsedSubject(key, "E=a@b.example, CN=x")).startsWith("EMAILADDRESS=a@b");
    }

    private String parsedSubject(SecretBytes key, String subject) {
        return SignedRequest.parse(signer.request(RSA, key, named(subject, List.of()))).subject();
    }

    private static X509Properties named(String subject, List<String> dnsNames) {
        return new X509Properties(
                subject, SubjectAlternativeNames.ofDns(dnsNames), List.of(), List.of(), 1);
    }

    private record Made(SecretBytes key, byte[] leaf, byte[] authority, CertificateChain chain) {}

    private Made made() {
        SecretBytes authorityKey = keys.generate(RSA);
        byte[] authority = signer.selfSigned(RSA, authorityKey, AUTHORITY, YEAR);
        SecretBytes key = keys.generate(RSA);
        byte[] leaf =
                signer.issued(
                        SignedRequest.parse(signer.request(RSA, key, WEB)),
                        WEB,
                        new X509Signer.Authority(authority, RSA, authorityKey),
                        YEAR);
        return new Made(key, leaf, authority, chain(leaf, authority));
    }
}
