package dev.keyward.directory.tokens;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;

/// A compact JWS taken apart (RFC 7515 7.1): nothing of it is believed yet. One token has one
/// spelling: no padding, no stray bits at the end, no member twice.
///
/// @param payload as text, which JSON is
/// @param digest SHA-256 of the signing input
public record JwsSegments(
        Map<String, Object> header, String payload, byte[] digest, byte[] signature) {
    /// @param compact its size was checked
    /// @throws ParseException if it is anything else
    public static JwsSegments parse(String compact) throws ParseException {
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
            throw new ParseException("parts", 0);
        }
        return new JwsSegments(
                JSONObjectUtils.parse(text(decode(compact.substring(0, first)))),
                text(decode(compact.substring(first + 1, second))),
                Jws.digestOf(compact.substring(0, second)),
                decode(compact.substring(second + 1)));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String base64Url) throws ParseException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64Url);
            if (!encode(bytes).equals(base64Url)) {
                throw new ParseException("base64url", 0);
            }
            return bytes;
        } catch (IllegalArgumentException _) {
            throw new ParseException("base64url", 0);
        }
    }

    private static String text(byte[] utf8) throws ParseException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException _) {
            throw new ParseException("utf-8", 0);
        }
    }
}
