package dev.keyward.api.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/// A key with its self-signed certificate, as an application has it, and what it signs with it.
record SigningClient(PrivateKey key, byte[] certificate) {
    private static final KeyParameters RSA = new KeyParameters.Rsa(2048);
    private static final KeyParameters EC = new KeyParameters.Ec(Curve.P_256);

    static SigningClient rsa(Instant from, Instant to) throws GeneralSecurityException {
        return of(RSA, "RSA", from, to);
    }

    static SigningClient ec(Instant from, Instant to) throws GeneralSecurityException {
        return of(EC, "EC", from, to);
    }

    private static SigningClient of(KeyParameters kind, String name, Instant from, Instant to)
            throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        Keys keys = new Keys(random);
        SecretBytes pkcs8 = keys.generate(kind);
        byte[] certificate =
                new X509Signer(keys, random)
                        .selfSigned(
                                kind,
                                pkcs8,
                                new X509Properties(
                                        "CN=client",
                                        SubjectAlternativeNames.NONE,
                                        List.of(),
                                        List.of(KeyUsage.DIGITAL_SIGNATURE),
                                        1),
                                new X509Signer.Validity(from, to));
        return new SigningClient(
                KeyFactory.getInstance(name)
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(pkcs8.toByteArray(SecretAccess.request()))),
                certificate);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(certificate);
    }

    /// @param alphabet that the thumbprint is written in
    String thumbprint(String digest, Base64.Encoder alphabet) {
        try {
            return alphabet.encodeToString(MessageDigest.getInstance(digest).digest(certificate));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer());
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private JWSSigner signer() throws JOSEException {
        return key instanceof ECPrivateKey ec ? new ECDSASigner(ec) : new RSASSASigner(key);
    }

    /// By a header that names the certificate.
    String sign(
            JWSAlgorithm algorithm, UnaryOperator<JWSHeader.Builder> more, JWTClaimsSet claims) {
        return sign(
                more.apply(
                                new JWSHeader.Builder(algorithm)
                                        .x509CertSHA256Thumbprint(
                                                new Base64URL(
                                                        thumbprint(
                                                                "SHA-256",
                                                                Base64.getUrlEncoder()
                                                                        .withoutPadding()))))
                        .build(),
                claims);
    }
}
