package dev.keyward.crypto.sealing;

import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/// The codes that apps on people's phones show (TOTP, RFC 6238): HMAC-SHA-1, 30 seconds, six
/// digits, which is all that the common apps know.
///
/// Small enough not to be a library: the ones there are bring their own secrets, Base32 and QR
/// codes, and none tells which step a code was of, which is needed to take it once.
public final class TimedCode {
    /// Of a secret, as RFC 4226 section 4 advises.
    public static final int SECRET_BYTES = 20;

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int DIGITS = 6;

    /// Steps before and after this one that pass (RFC 6238, section 5.2).
    private static final int DRIFT = 1;

    private TimedCode() {}

    /// A secret as people type it into an app: Base32 without padding (RFC 4648, section 6).
    public static String typed(SecretBytes secret) {
        return secret.use(SecretAccess.request(), Base32::toBase32String).replace("=", "");
    }

    /// The step that a code is of, if it is right now or was or will be a step from now.
    ///
    /// @param after the last step that was taken, which with all before it isn't taken again
    public static OptionalLong step(SecretBytes secret, String code, Instant now, long after) {
        long current = now.getEpochSecond() / STEP.toSeconds();
        OptionalLong found = OptionalLong.empty();
        for (long step = current - DRIFT; step <= current + DRIFT; step++) {
            // Each is compared, so that the time doesn't tell which it was.
            boolean same = MessageDigest.isEqual(ascii(code(secret, step)), ascii(code));
            if (same && step > after) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /// The code of a step (RFC 4226, section 5.3).
    static String code(SecretBytes secret, long step) {
        byte[] mac =
                secret.use(
                        SecretAccess.request(),
                        key -> hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
        int offset = mac[mac.length - 1] & 0xF;
        int truncated = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", truncated % (int) Math.pow(10, DIGITS));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw Bug.because("HMAC-SHA-1 belongs to every JDK", e);
        }
    }
}
