package dev.keyward.directory.providers;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The claims of a token of another issuer, as it was sent. What has a wrong form isn't there for a
/// claim that is optional, and makes the token malformed for one that isn't.
record ProviderClaims(Map<String, Object> all) {
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_AUDIENCES = 20;

    /// @throws ParseException if it is no object, or has a member twice
    static ProviderClaims parse(String json) throws ParseException {
        return new ProviderClaims(JSONObjectUtils.parse(json));
    }

    Optional<String> text(String name) {
        return all.get(name) instanceof String text
                        && !text.isBlank()
                        && text.length() <= LONGEST_TEXT
                ? Optional.of(text)
                : Optional.empty();
    }

    /// The first of the claims that there is.
    Optional<String> first(List<String> names) {
        return names.stream().flatMap(name -> text(name).stream()).findFirst();
    }

    /// A text, or several; none for what is neither.
    List<String> texts(String name) {
        return all.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(text -> !text.isBlank() && text.length() <= LONGEST_TEXT)
                        .distinct()
                        .toList()
                : text(name).stream().toList();
    }

    /// @throws ParseException if there is none, or there are more than anybody needs
    List<String> audiences() throws ParseException {
        List<String> audiences = texts("aud");
        if (audiences.isEmpty() || audiences.size() > MOST_AUDIENCES) {
            throw new ParseException("aud", 0);
        }
        return audiences;
    }

    boolean has(String name) {
        return all.containsKey(name);
    }

    /// Seconds, which some issuers write with a fraction (RFC 7519 2, NumericDate).
    ///
    /// @return null if there is none
    /// @throws ParseException if it is anything else
    @Nullable Instant time(String name) throws ParseException {
        if (!has(name)) {
            return null;
        }
        if (all.get(name) instanceof Number number) {
            double seconds = number.doubleValue();
            // Far from now it would overflow; no honest token is.
            if (seconds >= 0 && seconds < 1L << 40) {
                return Instant.ofEpochSecond((long) seconds);
            }
        }
        throw new ParseException(name, 0);
    }

    /// Whose certificate has to be shown with it (RFC 8705 3.1).
    ///
    /// @return null if it is bound to nothing
    /// @throws ParseException if it is bound to something else
    @Nullable String certificate() throws ParseException {
        if (!has("cnf")) {
            return null;
        }
        if (all.get("cnf") instanceof Map<?, ?> confirmation
                && confirmation.size() == 1
                && confirmation.get("x5t#S256") instanceof String thumbprint) {
            return thumbprint;
        }
        throw new ParseException("cnf", 0);
    }

    /// Whether an application acts for itself: as the token says, or else as tokens of Keycloak's
    /// service accounts and those without any user's name do.
    ///
    /// @param user the user's name; null if it has none
    boolean isApplication(@Nullable String user) {
        Optional<String> said = text("idtyp");
        return said.isPresent()
                ? said.get().equals("app")
                : user == null || user.startsWith("service-account-") && !has("scp");
    }
}
