package dev.keyward.api.login.page;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// What the form of a page brings back, so that nothing has to be kept for a page that nobody may
/// ever send: readable by whoever sees the page, but made here, for one purpose and one browser,
/// and good for a while. A page of another site has no such form, and no form of another browser is
/// taken (login CSRF). Safe for use by several threads.
public final class SealedForms {
    /// For which somebody may think about a page.
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final int HEAD = Long.BYTES + Hmac.LENGTH;
    private static final int BROWSER = 16;

    private final Hmac key;
    private final SecureRandom random;

    /// @param key for this use alone
    public SealedForms(Hmac key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /// A value for the cookie of a browser that has none.
    public String newBrowser() {
        byte[] value = new byte[BROWSER];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /// @param purpose what the form is for, in words of its own
    /// @param browser the cookie's value
    public String seal(String purpose, String browser, byte[] content, Instant now) {
        long until = now.plus(LIFE).getEpochSecond();
        byte[] bytes =
                ByteBuffer.allocate(HEAD + content.length)
                        .putLong(until)
                        .put(key.of(message(purpose, browser, content, until)))
                        .put(content)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @return the content; empty for what wasn't sealed here for this purpose and browser, and for
    ///   what is over
    public Optional<byte[]> open(String purpose, String browser, String form, Instant now) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(form);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (bytes.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long until = in.getLong();
        byte[] mac = new byte[Hmac.LENGTH];
        in.get(mac);
        byte[] content = new byte[in.remaining()];
        in.get(content);
        return key.matches(message(purpose, browser, content, until), mac)
                        && now.getEpochSecond() < until
                ? Optional.of(content)
                : Optional.empty();
    }

    private static byte[] message(String purpose, String browser, byte[] content, long until) {
        return CanonicalWriter.of("sign-in-form", 1)
                .text(purpose)
                .text(browser)
                .number(until)
                .bytes(content)
                .toBytes();
    }
}
