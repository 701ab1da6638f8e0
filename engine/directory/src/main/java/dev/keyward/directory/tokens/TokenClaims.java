package dev.keyward.directory.tokens;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an access token says, in the shape of version 1.0 that Key Vault and ARM are given
/// whichever endpoint was asked (identity.md, section 5).
///
/// @param certificate that whoever shows the token has to prove (RFC 8705 3.1); null where it is
///   good for anyone who has it
record TokenClaims(
        String issuer,
        String audience,
        TokenSubject subject,
        @Nullable CertificateThumbprint certificate,
        String id,
        Instant issuedAt,
        Instant notBefore,
        Instant expires) {
    private static final int LONGEST_TEXT = 256;

    boolean isOver(Instant now) {
        return now.isAfter(expires.plus(Tokens.SKEW));
    }

    boolean isAhead(Instant now) {
        return now.isBefore(notBefore.minus(Tokens.SKEW))
                || now.isBefore(issuedAt.minus(Tokens.SKEW));
    }

    /// @param groups for others to read; decisions here look them up anew
    String toJson(List<PrincipalId> groups) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", audience);
        claims.put("iss", issuer);
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("nbf", notBefore.getEpochSecond());
        claims.put("exp", expires.getEpochSecond());
        if (certificate != null) {
            claims.put("cnf", Map.of("x5t#S256", certificate.value()));
        }
        claims.put("appid", subject.client().toString());
        claims.put("appidacr", Integer.toString(subject.strength()));
        TokenSubject.Proof proof = subject.proof();
        if (proof != null && proof.keyId() != null) {
            claims.put("kwcred", proof.keyId().toString());
        }
        if (!groups.isEmpty()) {
            claims.put("groups", groups.stream().map(PrincipalId::value).toList());
        }
        TokenSubject.Person person = subject.person();
        claims.put("idtyp", person == null ? "app" : "user");
        claims.put("oid", subject.objectId().value());
        claims.put("sub", subject.objectId().value());
        claims.put("tid", subject.tenant().toString());
        if (person != null) {
            put(claims, person);
        }
        claims.put("uti", id);
        claims.put("ver", "1.0");
        if (proof != null && proof.resourceId() != null) {
            claims.put("xms_mirid", proof.resourceId());
        }
        return JSONObjectUtils.toJSONString(claims);
    }

    private static void put(Map<String, Object> claims, TokenSubject.Person person) {
        if (!person.methods().isEmpty()) {
            claims.put("amr", person.methods());
        }
        if (person.onBehalfOf()) {
            claims.put("kwobo", person.earlier().stream().map(TokenClaims::text).toList());
        }
        claims.put("scp", "user_impersonation");
        if (person.session() != null) {
            claims.put("sid", person.session().toString());
        }
        claims.put("unique_name", person.principalName());
        claims.put("upn", person.principalName());
    }

    /// @throws ParseException if anything is missing, of another type, or not as [#toJson] writes
    ///   it
    static TokenClaims parse(String json) throws ParseException {
        Map<String, Object> claims = JSONObjectUtils.parse(json);
        if (!"1.0".equals(claims.get("ver"))) {
            throw new ParseException("ver", 0);
        }
        TokenSubject.Person person =
                switch (text(claims, "idtyp")) {
                    case "app" -> null;
                    case "user" -> person(claims);
                    default -> throw new ParseException("idtyp", 0);
                };
        TokenSubject subject =
                new TokenSubject(
                        new TenantId(guid(claims, "tid")),
                        new PrincipalId(text(claims, "oid")),
                        guid(claims, "appid"),
                        proof(claims),
                        person);
        return new TokenClaims(
                text(claims, "iss"),
                audience(claims),
                subject,
                claims.containsKey("cnf") ? certificate(claims) : null,
                text(claims, "uti"),
                time(claims, "iat"),
                time(claims, "nbf"),
                time(claims, "exp"));
    }

    private static TokenSubject.Person person(Map<String, Object> claims) throws ParseException {
        List<String> methods = methods(claims);
        return new TokenSubject.Person(
                text(claims, "upn"),
                methods,
                claims.containsKey("sid") ? guid(claims, "sid") : null,
                claims.containsKey("kwobo") ? earlier(claims) : List.of());
    }

    private static String text(TokenSubject.Earlier earlier) {
        return earlier.keyId() == null
                ? earlier.client().toString()
                : earlier.client() + "/" + earlier.keyId();
    }

    private static List<TokenSubject.Earlier> earlier(Map<String, Object> claims)
            throws ParseException {
        List<TokenSubject.Earlier> earlier = new ArrayList<>();
        for (String each : JSONObjectUtils.getStringList(claims, "kwobo")) {
            String[] parts = each.split("/", 2);
            earlier.add(
                    new TokenSubject.Earlier(
                            guid("kwobo", parts[0]),
                            parts.length == 2 ? guid("kwobo", parts[1]) : null));
        }
        return earlier;
    }

    private static List<String> methods(Map<String, Object> claims) throws ParseException {
        if (!claims.containsKey("amr")) {
            return List.of();
        }
        if (!(claims.get("amr") instanceof List<?> given)) {
            throw new ParseException("amr", 0);
        }
        List<String> methods = new ArrayList<>();
        for (Object each : given) {
            methods.add(text(each, "amr"));
        }
        return methods;
    }

    private static TokenSubject.@Nullable Proof proof(Map<String, Object> claims)
            throws ParseException {
        if (!claims.containsKey("kwcred")) {
            return "2".equals(claims.get("appidacr"))
                    ? TokenSubject.Proof.managed(
                            claims.containsKey("xms_mirid") ? text(claims, "xms_mirid") : null)
                    : null;
        }
        return new TokenSubject.Proof(
                guid(claims, "kwcred"),
                "2".equals(claims.get("appidacr"))
                        ? TokenSubject.Proof.Kind.ASSERTION
                        : TokenSubject.Proof.Kind.SECRET);
    }

    /// A token that is bound to anything else isn't one of ours, and is good for nobody.
    private static CertificateThumbprint certificate(Map<String, Object> claims)
            throws ParseException {
        if (claims.get("cnf") instanceof Map<?, ?> confirmation
                && confirmation.size() == 1
                && confirmation.get("x5t#S256") instanceof String thumbprint
                && CertificateThumbprint.isThumbprint(thumbprint)) {
            return new CertificateThumbprint(thumbprint);
        }
        throw new ParseException("cnf", 0);
    }

    /// A string, or an array of one string, which means the same (RFC 7519 4.1.3).
    private static String audience(Map<String, Object> claims) throws ParseException {
        return claims.get("aud") instanceof List<?> list && list.size() == 1
                ? text(list.getFirst(), "aud")
                : text(claims, "aud");
    }

    private static String text(Map<String, Object> claims, String name) throws ParseException {
        return text(claims.get(name), name);
    }

    private static String text(@Nullable Object value, String name) throws ParseException {
        if (value instanceof String text && !text.isEmpty() && text.length() <= LONGEST_TEXT) {
            return text;
        }
        throw new ParseException(name, 0);
    }

    private static UUID guid(Map<String, Object> claims, String name) throws ParseException {
        return guid(name, text(claims, name));
    }

    private static UUID guid(String name, String text) throws ParseException {
        if (!Guids.isGuid(text)) {
            throw new ParseException(name, 0);
        }
        return UUID.fromString(text);
    }

    private static Instant time(Map<String, Object> claims, String name) throws ParseException {
        // Seconds far from now would overflow; no honest token has them.
        long seconds = JSONObjectUtils.getLong(claims, name);
        if (seconds < 0 || seconds > 1L << 40) {
            throw new ParseException(name, 0);
        }
        return Instant.ofEpochSecond(seconds);
    }
}
