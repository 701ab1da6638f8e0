package dev.keyward.directory.tokens;

import dev.keyward.model.Bug;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/// A compact JWS (RFC 7515) of the one kind that is issued here: a key named by `kid`, nothing
/// else.
///
/// A token can't choose how it is verified: the header may hold `alg`, `kid`, `x5t` and `typ`
/// alone, so keys of its own (`jwk`, `jku`, `x5u`, `x5c`) and extensions (`crit`) are refused by
/// not being known; `x5t` may only repeat `kid`, and `alg` only has to agree with the key that
/// `kid` names.
///
/// @param algorithm as the token says; the key that `kid` names says what it has to be
/// @param digest SHA-256 of the signing input
record Jws(String algorithm, String kid, String payload, byte[] digest, byte[] signature) {
    private static final Set<String> KNOWN = Set.of("alg", "kid", "typ", "x5t");

    /// @return `header.payload`, what [#digestOf] is taken of
    static String signingInput(TokenAlgorithm algorithm, String kid, String payload) {
        String thumbprint =
                switch (algorithm) {
                    case RS256 -> ",\"x5t\":\"" + kid + "\"";
                    case ES256 -> "";
                };
        String header =
                "{\"typ\":\"JWT\",\"alg\":\""
                        + algorithm
                        + "\""
                        + thumbprint
                        + ",\"kid\":\""
                        + kid
                        + "\"}";
        return JwsSegments.encode(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + JwsSegments.encode(payload.getBytes(StandardCharsets.UTF_8));
    }

    static String compact(String signingInput, byte[] signature) {
        return signingInput + "." + JwsSegments.encode(signature);
    }

    /// @param compact ASCII; its size was checked
    /// @throws ParseException if it is anything else, or its header asks for anything else
    static Jws parse(String compact) throws ParseException {
        JwsSegments segments = JwsSegments.parse(compact);
        Map<String, Object> header = segments.header();
        if (!KNOWN.containsAll(header.keySet())
                || !(header.get("alg") instanceof String algorithm)
                || !"JWT".equals(header.getOrDefault("typ", "JWT"))
                || !(header.get("kid") instanceof String kid)
                || !kid.equals(header.getOrDefault("x5t", kid))) {
            throw new ParseException("header", 0);
        }
        return new Jws(algorithm, kid, segments.payload(), segments.digest(), segments.signature());
    }

    static byte[] digestOf(String ascii) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(ascii.getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException impossible) {
            throw Bug.because("no SHA-256", impossible);
        }
    }
}
