package dev.keyward.crypto.files;

import dev.keyward.crypto.forms.Providers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/// Encryption by password, as key files use it: which schemes, and the empty password.
public final class Pbe {
    private Pbe() {}

    /// The empty password in a form that Bouncy Castle takes. One zero character is the same key to
    /// PBKDF2, because HMAC fills keys up with zeros.
    public static char[] characters(char[] password) {
        return password.length == 0 ? new char[1] : password;
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` for schemes not known, and what
    ///   takes too long
    public static void checkEncryption(AlgorithmIdentifier scheme) {
        new DerivationBudget(() -> {}).take(scheme);
    }

    /// What decrypts a scheme that was checked.
    static InputDecryptorProvider decryptor(AlgorithmIdentifier scheme, char[] password) {
        boolean pbes2 = scheme.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2);
        return new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Providers.bouncyCastle())
                .build(pbes2 ? characters(password) : password);
    }
}
