package dev.keyward.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An app on a person's phone that shows codes (RFC 6238), told its secret as bytes or, as a person
/// types it, in Base32.
public final class PhoneApp {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    public PhoneApp(byte[] secret) {
        this.secret = secret.clone();
    }

    /// @param secret of whole bytes, with or without blanks
    public static PhoneApp typed(String secret) {
        BigInteger bits = BigInteger.ONE;
        String letters = secret.replace(" ", "").toUpperCase(Locale.ROOT);
        for (int i = 0; i < letters.length(); i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(letters.charAt(i))));
        }
        byte[] bytes = bits.shiftRight(letters.length() * 5 % 8).toByteArray();
        // Without the leading one that kept zeros.
        return new PhoneApp(Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    public String code(Instant now) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(8).putLong(now.getEpochSecond() / 30).array());
            int at = hash[19] & 15;
            int number =
                    (hash[at] & 127) << 24
                            | (hash[at + 1] & 255) << 16
                            | (hash[at + 2] & 255) << 8
                            | hash[at + 3] & 255;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
