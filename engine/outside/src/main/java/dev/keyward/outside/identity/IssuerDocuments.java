package dev.keyward.outside.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.keyward.outside.Outside;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fetches what issuers publish (OpenID Connect Discovery 1.0): over HTTPS, of those hosts alone
/// that the settings name. Safe for use by several threads.
public final class IssuerDocuments {
    private static final Pattern MAX_AGE =
            Pattern.compile("(?i)(?:^|[\\s,])max-age=\"?(\\d{1,9})\"?(?:$|[\\s,])");

    private final Outside outside;

    public IssuerDocuments(Outside outside) {
        this.outside = outside;
    }

    /// A JWK set, as it came.
    ///
    /// @param fresh how long it may be kept (RFC 9111 5.2.2.1); null if it doesn't say
    public record KeySet(String json, @Nullable Duration fresh) {}

    /// The keys of an issuer. Where they are may change as well, so that is asked each time.
    ///
    /// @param issuer what the metadata has to name, letter by letter: as its `issuer` or, as AD FS
    ///   has it, as that of its access tokens
    /// @throws IOException if they can't be had, or the settings don't allow that it is called
    public KeySet keys(String issuer, URI metadata) throws IOException {
        try {
            Map<String, Object> document = JSONObjectUtils.parse(text(call(metadata)));
            if (!issuer.equals(document.get("issuer"))
                    && !issuer.equals(document.get("access_token_issuer"))) {
                throw new IOException("its metadata names another issuer");
            }
            if (!(document.get("jwks_uri") instanceof String keys)) {
                throw new IOException("its metadata names no jwks_uri");
            }
            return keys(URI.create(keys));
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new IOException("its metadata is malformed", malformed);
        }
    }

    /// The keys at a place.
    ///
    /// @throws IOException as [#keys(String, URI)]
    public KeySet keys(URI place) throws IOException {
        Outside.Answer answer = call(place);
        return new KeySet(text(answer), fresh(answer.headers().getOrDefault("cache-control", "")));
    }

    private static @Nullable Duration fresh(String cacheControl) {
        Matcher age = MAX_AGE.matcher(cacheControl);
        return age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : null;
    }

    private Outside.Answer call(URI url) throws IOException {
        Outside.Answer answer = outside.get(url);
        if (answer.status() != 200) {
            throw new IOException("it answered " + answer.status());
        }
        return answer;
    }

    private static String text(Outside.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
