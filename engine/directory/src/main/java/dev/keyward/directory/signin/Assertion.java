package dev.keyward.directory.signin;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JWT by which a client says who it is (RFC 7523 3), as it was sent: nothing of it is believed
/// yet.
///
/// What would let it choose how it is verified is refused: a key of its own (`jwk`), where to get
/// one (`jku`, `x5u`), and extensions (`crit`). A chain of certificates (`x5c`) is passed over.
///
/// @param signed the header and the claims as they were sent
record Assertion(Header header, Claims claims, byte[] signed, byte[] signature) {
    static final int LONGEST = 16 * 1024;

    private static final Set<String> REFUSED = Set.of("jwk", "jku", "x5u", "crit", "b64");
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_AUDIENCES = 16;
    private static final int SHA1_BYTES = 20;
    private static final int SHA256_BYTES = 32;

    /// @param sha1 thumbprint of a certificate; null if it names none
    /// @param sha256 the same
    record Header(String algorithm, byte @Nullable [] sha1, byte @Nullable [] sha256) {}

    /// @param subject null if it has none, which proofs haven't
    /// @param id null if it has none
    record Claims(
            String issuer,
            @Nullable String subject,
            List<String> audiences,
            Instant expires,
            @Nullable Instant notBefore,
            @Nullable String id) {}

    /// @throws ParseException if it is anything else
    static Assertion parse(String compact) throws ParseException {
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (compact.length() > LONGEST
                || first < 0
                || second < 0
                || compact.indexOf('.', second + 1) >= 0) {
            throw new ParseException("parts", 0);
        }
        return new Assertion(
                header(object(compact.substring(0, first))),
                claims(object(compact.substring(first + 1, second))),
                compact.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                decode(compact.substring(second + 1)));
    }

    private static Header header(Map<String, Object> header) throws ParseException {
        if (header.keySet().stream().anyMatch(REFUSED::contains)
                || !"JWT".equalsIgnoreCase(optional(header, "typ", "JWT"))) {
            throw new ParseException("header", 0);
        }
        return new Header(
                text(header, "alg"),
                thumbprint(header, "x5t", SHA1_BYTES),
                thumbprint(header, "x5t#S256", SHA256_BYTES));
    }

    private static Claims claims(Map<String, Object> claims) throws ParseException {
        return new Claims(
                text(claims, "iss"),
                claims.containsKey("sub") ? text(claims, "sub") : null,
                audiences(claims),
                time(claims, "exp"),
                claims.containsKey("nbf") ? time(claims, "nbf") : null,
                claims.containsKey("jti") ? text(claims, "jti") : null);
    }

    /// Clients write it in either alphabet, with padding or without (identity.md, section 4).
    private static byte @Nullable [] thumbprint(Map<String, Object> header, String name, int bytes)
            throws ParseException {
        if (!header.containsKey(name)) {
            return null;
        }
        String text = text(header, name).replace('+', '-').replace('/', '_');
        int end = text.length();
        while (end > 0 && end > text.length() - 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        byte[] thumbprint = decode(text.substring(0, end));
        if (thumbprint.length != bytes) {
            throw new ParseException(name, 0);
        }
        return thumbprint;
    }

    private static List<String> audiences(Map<String, Object> claims) throws ParseException {
        if (!(claims.get("aud") instanceof List<?> list)) {
            return List.of(text(claims, "aud"));
        }
        List<String> audiences =
                list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
        if (audiences.isEmpty()
                || audiences.size() != list.size()
                || audiences.size() > MOST_AUDIENCES
                || audiences.stream().anyMatch(each -> each.length() > LONGEST_TEXT)) {
            throw new ParseException("aud", 0);
        }
        return audiences;
    }

    private static Map<String, Object> object(String base64Url) throws ParseException {
        try {
            return JSONObjectUtils.parse(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(decode(base64Url)))
                            .toString());
        } catch (CharacterCodingException _) {
            throw new ParseException("utf-8", 0);
        }
    }

    private static byte[] decode(String base64Url) throws ParseException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(base64Url);
            // One spelling each: neither padding nor stray bits at the end.
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64Url)) {
                throw new ParseException("base64url", 0);
            }
            return bytes;
        } catch (IllegalArgumentException _) {
            throw new ParseException("base64url", 0);
        }
    }

    private static String optional(Map<String, Object> object, String name, String otherwise)
            throws ParseException {
        return object.containsKey(name) ? text(object, name) : otherwise;
    }

    private static String text(Map<String, Object> object, String name) throws ParseException {
        if (object.get(name) instanceof String text
                && !text.isEmpty()
                && text.length() <= LONGEST_TEXT) {
            return text;
        }
        throw new ParseException(name, 0);
    }

    /// Seconds, which some issuers write with a fraction (RFC 7519 2, NumericDate).
    private static Instant time(Map<String, Object> object, String name) throws ParseException {
        if (object.get(name) instanceof Number number) {
            double seconds = number.doubleValue();
            // Far from now it would overflow; no honest assertion is.
            if (seconds >= 0 && seconds < 1L << 40) {
                return Instant.ofEpochSecond((long) seconds);
            }
        }
        throw new ParseException(name, 0);
    }
}
