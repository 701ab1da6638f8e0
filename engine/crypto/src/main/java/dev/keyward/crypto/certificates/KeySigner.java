package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.EcdsaDer;
import dev.keyward.model.Bug;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/// Signs what Bouncy Castle builds with a key of ours: RSA with PKCS#1 padding and SHA-256, EC with
/// the hash as wide as the curve (RFC 5480, 4).
final class KeySigner implements ContentSigner {
    private final CryptoKey key;
    private final Scheme scheme;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    KeySigner(CryptoKey key) {
        this.key = key;
        this.scheme = Scheme.of(key.parameters());
    }

    private enum Scheme {
        RSA_SHA_256(SignatureAlgorithm.RS256, "SHA-256", "SHA256WITHRSA"),
        P_256(SignatureAlgorithm.ES256, "SHA-256", "SHA256WITHECDSA"),
        P_384(SignatureAlgorithm.ES384, "SHA-384", "SHA384WITHECDSA"),
        P_521(SignatureAlgorithm.ES512, "SHA-512", "SHA512WITHECDSA"),
        P_256K(SignatureAlgorithm.ES256K, "SHA-256", "SHA256WITHECDSA");

        private final SignatureAlgorithm algorithm;
        private final String digest;
        private final String x509Name;

        Scheme(SignatureAlgorithm algorithm, String digest, String x509Name) {
            this.algorithm = algorithm;
            this.digest = digest;
            this.x509Name = x509Name;
        }

        static Scheme of(KeyParameters parameters) {
            return switch (parameters) {
                case KeyParameters.Rsa _ -> RSA_SHA_256;
                case KeyParameters.Ec ec ->
                        switch (ec.curve()) {
                            case P_256 -> P_256;
                            case P_384 -> P_384;
                            case P_521 -> P_521;
                            case P_256K -> P_256K;
                        };
                case KeyParameters.Oct _, KeyParameters.Akp _, KeyParameters.Okp _ ->
                        throw Refusal.of("key type", "RSA or EC for a certificate");
            };
        }
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new DefaultSignatureAlgorithmIdentifierFinder().find(scheme.x509Name);
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        try {
            byte[] digest = MessageDigest.getInstance(scheme.digest).digest(content.toByteArray());
            byte[] signature = key.sign(scheme.algorithm, digest);
            return switch (key.parameters()) {
                case KeyParameters.Ec _ -> EcdsaDer.fromRaw(signature);
                case KeyParameters.Rsa _,
                        KeyParameters.Oct _,
                        KeyParameters.Akp _,
                        KeyParameters.Okp _ ->
                        signature;
            };
        } catch (GeneralSecurityException e) {
            throw Bug.because("SHA-2 belongs to every JDK", e);
        }
    }
}
