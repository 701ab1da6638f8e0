package dev.keyward.vault.certificates;

import dev.keyward.crypto.certificates.CertificateChain;
import dev.keyward.crypto.certificates.CertificateFacts;
import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Attributes;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.vault.keys.KeyMaterial;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// What a version of a certificate, its key and its secret hold (data-plane-certificates.md,
/// section 5).
final class IssuedContents {
    /// Clocks of those who look at a certificate may be behind (data-plane-certificates.md, section
    /// 3).
    private static final Duration BACKDATED = Duration.ofMinutes(10);

    private final SecureRandom random;
    private final Keys crypto;
    private final CertificateFile files;

    IssuedContents(SecureRandom random) {
        this.random = random;
        this.crypto = new Keys(random);
        this.files = new CertificateFile(random);
    }

    /// The key pair of a version.
    ///
    /// @param pkcs8 lent
    record KeyPair(KeyParameters parameters, SecretBytes pkcs8) {}

    Keys crypto() {
        return crypto;
    }

    CertificateFile files() {
        return files;
    }

    /// Made when used, so that its libraries aren't loaded at every start.
    X509Signer signer() {
        return new X509Signer(crypto, random);
    }

    /// When a certificate that is signed now, by itself, is valid.
    static X509Signer.Validity validity(Instant now, CertificatePolicy policy) {
        Instant from = now.minus(BACKDATED);
        return new X509Signer.Validity(
                from,
                from.atZone(ZoneOffset.UTC).plusMonths(policy.x509().validityMonths()).toInstant());
    }

    /// Attributes of a version that isn't issued yet: disabled, with the times it may get.
    static Attributes provisional(Instant now, Instant notBefore, Instant notAfter) {
        return new Attributes(false, notBefore, notAfter, now, now, false);
    }

    /// What the certificate holds once it is issued.
    ///
    /// @param created when the version was begun
    /// @throws dev.keyward.model.VaultException with `BadParameter` if no certificate is for the
    ///   key
    CertificateContent certificate(
            CertificateChain chain, KeyPair key, Attributes created, Tags tags, boolean preserve) {
        PublicKeyParts publicParts = crypto.publicParts(key.pkcs8);
        CertificateFacts facts = chain.facts(publicParts);
        CertificateChain kept = preserve ? chain : chain.leafFirst(publicParts);
        byte[] leaf = kept.leaf(publicParts);
        List<byte[]> certificates = kept.encoded();
        int index = 0;
        while (!Arrays.equals(certificates.get(index), leaf)) {
            index++;
        }
        return new CertificateContent(
                new Attributes(
                        created.enabled(),
                        facts.notBefore(),
                        facts.notAfter(),
                        created.created(),
                        created.updated(),
                        false),
                new IssuedChain(certificates, index),
                tags,
                preserve);
    }

    /// The private half stays the pair's, so whoever wipes that wipes this.
    KeyMaterial key(KeyPair key) {
        return new KeyMaterial(
                key.parameters, Protection.SOFTWARE, crypto.publicParts(key.pkcs8), key.pkcs8);
    }

    /// The value of the secret: PKCS#12 in base64, or PEM; the private key only where it may leave.
    /// The caller wipes it.
    SecretBytes secret(CertificatePolicy policy, IssuedChain chain, KeyPair key) {
        SecretBytes file =
                files.write(
                        policy.format(),
                        policy.key().exportable() ? key.pkcs8 : null,
                        chain.leafDer(),
                        CertificateChain.parse(chain.certificates()));
        if (policy.format() == SecretFormat.PEM) {
            return file;
        }
        try (file) {
            return file.use(
                    SecretAccess.request(),
                    bytes -> SecretBytes.adopt(Base64.getEncoder().encode(bytes)));
        }
    }
}
