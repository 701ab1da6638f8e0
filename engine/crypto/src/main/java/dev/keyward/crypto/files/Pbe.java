package dev.keyward.crypto.files;

import dev.keyward.crypto.forms.Providers;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/// Encryption by password, as key files use it: which schemes, how much work (security.md, section
/// 8.1), and the empty password.
public final class Pbe {
    static final int MAX_ITERATIONS = 5_000_000;

    private static final String RULE =
            "encrypted with PBES2 (PBKDF2) or PKCS#12 encryption, of at most "
                    + MAX_ITERATIONS
                    + " iterations";

    private Pbe() {}

    /// The empty password in a form that Bouncy Castle takes. One zero character is the same key to
    /// PBKDF2, because HMAC fills keys up with zeros.
    public static char[] characters(char[] password) {
        return password.length == 0 ? new char[1] : password;
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` for schemes not known and too
    ///   many iterations
    public static void checkEncryption(AlgorithmIdentifier scheme) {
        ASN1ObjectIdentifier id = scheme.getAlgorithm();
        if (id.equals(PKCSObjectIdentifiers.id_PBES2)) {
            KeyDerivationFunc derivation =
                    PBES2Parameters.getInstance(scheme.getParameters()).getKeyDerivationFunc();
            checkDerivation(derivation.getAlgorithm(), derivation.getParameters());
        } else if (id.on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
            checkIterations(PKCS12PBEParams.getInstance(scheme.getParameters()).getIterations());
        } else {
            throw KeyFiles.refused(RULE);
        }
    }

    /// What decrypts a scheme that was checked.
    static InputDecryptorProvider decryptor(AlgorithmIdentifier scheme, char[] password) {
        boolean pbes2 = scheme.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2);
        return new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Providers.bouncyCastle())
                .build(pbes2 ? characters(password) : password);
    }

    /// @param parameters those of PBMAC1 (RFC 9579)
    static void checkMac(ASN1Encodable parameters) {
        AlgorithmIdentifier derivation =
                PBMAC1Params.getInstance(parameters).getKeyDerivationFunc();
        checkDerivation(derivation.getAlgorithm(), derivation.getParameters());
    }

    static void checkIterations(BigInteger iterations) {
        if (iterations.signum() <= 0
                || iterations.compareTo(BigInteger.valueOf(MAX_ITERATIONS)) > 0) {
            throw KeyFiles.refused(RULE);
        }
    }

    private static void checkDerivation(ASN1ObjectIdentifier function, ASN1Encodable parameters) {
        if (!function.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            throw KeyFiles.refused(RULE);
        }
        checkIterations(PBKDF2Params.getInstance(parameters).getIterationCount());
    }
}
