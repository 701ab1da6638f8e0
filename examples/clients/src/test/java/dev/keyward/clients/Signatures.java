package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/// What the JDK says of a vault's signatures.
final class Signatures {
    static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

    private Signatures() {}

    /// A key pair made outside the vault, of 2048 bits.
    static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Every algorithm of an RSA key: the JDK and the vault accept what the vault signed, and the
    /// vault refuses it damaged.
    static void areRightHereAndThere(CryptographyClient client, PublicKey publicKey)
            throws GeneralSecurityException {
        for (SignatureAlgorithm algorithm :
                List.of(
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.RS384,
                        SignatureAlgorithm.RS512,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.PS384,
                        SignatureAlgorithm.PS512)) {
            byte[] signature = client.sign(algorithm, digest(algorithm)).getSignature();
            assertThat(jdkVerifies(algorithm, publicKey, signature)).as("%s", algorithm).isTrue();
            assertThat(client.verify(algorithm, digest(algorithm), signature).isValid()).isTrue();
            signature[signature.length / 2] ^= 1;
            assertThat(client.verify(algorithm, digest(algorithm), signature).isValid()).isFalse();
        }
    }

    static byte[] digest(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-" + algorithm.toString().substring(2)).digest(TEXT);
    }

    static boolean jdkVerifies(SignatureAlgorithm algorithm, PublicKey key, byte[] signature)
            throws GeneralSecurityException {
        String bits = algorithm.toString().substring(2);
        Signature verifier =
                switch (algorithm.toString().substring(0, 2)) {
                    case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
                    case "PS" -> {
                        Signature pss = Signature.getInstance("RSASSA-PSS");
                        pss.setParameter(
                                new PSSParameterSpec(
                                        "SHA-" + bits,
                                        "MGF1",
                                        new MGF1ParameterSpec("SHA-" + bits),
                                        Integer.parseInt(bits) / 8,
                                        1));
                        yield pss;
                    }
                    default -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
                };
        verifier.initVerify(key);
        verifier.update(TEXT);
        return verifier.verify(signature);
    }
}
