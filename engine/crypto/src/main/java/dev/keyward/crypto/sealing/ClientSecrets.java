package dev.keyward.crypto.sealing;

import dev.keyward.model.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// Secrets of applications, made here and shown once: 256 random bits as 43 characters of base64url
/// after a prefix that scanners of leaked secrets can look for.
public final class ClientSecrets {
    static final String PREFIX = "kwc_";

    private final SecureRandom random;

    public ClientSecrets(SecureRandom random) {
        this.random = random;
    }

    public SecretBytes next() {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        try {
            return SecretBytes.ofUtf8(
                    PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
        } finally {
            Arrays.fill(bits, (byte) 0);
        }
    }
}
