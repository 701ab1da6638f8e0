package dev.keyward.client.signin;

import dev.keyward.model.Bug;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// What ties a browser's answer to the question, and the code to this program (RFC 6749 10.12, RFC
/// 7636 4).
///
/// @param redirect where the browser is sent back to, on this machine (RFC 8252 7.3)
record BrowserRequest(String redirect, String state, String verifier) {
    private static final int BYTES = 32;

    static BrowserRequest to(int port, SecureRandom random) {
        return new BrowserRequest("http://localhost:" + port, text(random), text(random));
    }

    private static String text(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw Bug.because("SHA-256 belongs to every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "BrowserRequest[" + redirect + "]";
    }
}
