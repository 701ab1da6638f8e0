package dev.keyward.crypto;

import dev.keyward.model.Bug;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import java.security.SecureRandom;

/// Makes keys and opens them for use. Safe for use by several threads.
public final class Keys {
    private final SecureRandom random;

    public Keys(SecureRandom random) {
        this.random = random;
    }

    /// A new private key in PKCS#8, public half included. RSA takes long (0.1 to 3 s).
    public SecretBytes generate(KeyParameters parameters) {
        throw Bug.because("unfinished " + random + parameters);
    }

    /// @param pkcs8 from [#generate] or [KeyImport]
    public PublicKeyParts publicParts(SecretBytes pkcs8) {
        throw Bug.because("unfinished");
    }

    /// @param pkcs8 from [#generate] or [KeyImport]; not kept
    public CryptoKey open(KeyParameters parameters, SecretBytes pkcs8) {
        throw Bug.because("unfinished");
    }
}
