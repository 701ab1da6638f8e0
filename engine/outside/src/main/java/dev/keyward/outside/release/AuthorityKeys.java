package dev.keyward.outside.release;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.X509CertUtils;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.outside.Outside;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that attestation authorities sign with: from the settings, else by OpenID Connect
/// Discovery 1.0 (`/.well-known/openid-configuration`, `jwks_uri`). Safe for use by several
/// threads.
///
/// Keys that were fetched are used for a day at most. A key that isn't known has them fetched anew,
/// at most once a minute.
final class AuthorityKeys {
    private static final System.Logger LOG = System.getLogger(AuthorityKeys.class.getName());
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1_000;

    private final Outside outside;
    private final InstantSource clock;
    private final Map<String, Fetched> known = new ConcurrentHashMap<>();

    AuthorityKeys(Outside outside, InstantSource clock) {
        this.outside = outside;
        this.clock = clock;
    }

    private record Fetched(List<JWK> keys, Instant at) {
        Optional<JWK> find(String kid) {
            return keys.stream().filter(key -> kid.equals(key.getKeyID())).findFirst();
        }
    }

    /// @param issuer without a slash at the end; named by the release policy
    /// @throws VaultException with `BadRequestText` if the authority can't be reached
    Optional<JWK> find(String issuer, String kid) {
        Instant now = clock.instant();
        String given = outside.rules().attestationKeys().get(issuer);
        if (given != null) {
            return new Fetched(keys(issuer, given), now).find(kid);
        }
        Fetched fetched = known.get(issuer);
        if (fetched == null || fetched.at.plus(LONGEST).isBefore(now)) {
            return fetch(issuer, now).find(kid);
        }
        Optional<JWK> key = fetched.find(kid);
        return key.isEmpty() && fetched.at.plus(PAUSE).isBefore(now)
                ? fetch(issuer, now).find(kid)
                : key;
    }

    private Fetched fetch(String issuer, Instant now) {
        try {
            Map<String, Object> metadata =
                    JSONObjectUtils.parse(
                            body(URI.create(issuer + "/.well-known/openid-configuration")));
            if (!(metadata.get("jwks_uri") instanceof String jwks)) {
                throw new IOException("its metadata names no jwks_uri");
            }
            Fetched fetched = new Fetched(keys(issuer, body(URI.create(jwks))), now);
            if (known.size() < REMEMBERED || known.containsKey(issuer)) {
                known.put(issuer, fetched);
            }
            return fetched;
        } catch (IOException | ParseException | IllegalArgumentException failed) {
            LOG.log(
                    Level.WARNING,
                    "attestation authority={0} gave no keys: {1}",
                    issuer,
                    failed.getMessage());
            throw new VaultException(
                    new VaultError.BadRequestText(
                            "AKV.SKR.1012: The specified attestation service "
                                    + issuer
                                    + " cannot be reached."));
        }
    }

    private String body(URI url) throws IOException {
        Outside.Answer answer = outside.get(url);
        if (answer.status() != 200) {
            throw new IOException("it answered " + answer.status());
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<JWK> keys(String issuer, String set) {
        List<JWK> keys = new ArrayList<>();
        try {
            for (Map<String, Object> each :
                    JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(set), "keys")) {
                key(each).ifPresent(keys::add);
            }
        } catch (ParseException malformed) {
            LOG.log(Level.WARNING, "attestation authority={0} has malformed keys", issuer);
        }
        return keys;
    }

    /// Some authorities give a certificate alone, without the members of its key. A key of a kind
    /// nobody knows here verifies nothing.
    private static Optional<JWK> key(Map<String, Object> json) {
        try {
            if (json.containsKey("n") || json.containsKey("x")) {
                return Optional.of(JWK.parse(json));
            }
            if (json.get("kid") instanceof String kid
                    && json.get("x5c") instanceof List<?> chain
                    && !chain.isEmpty()
                    && chain.getFirst() instanceof String leaf) {
                X509Certificate certificate = X509CertUtils.parse(new Base64(leaf).decode());
                return certificate == null
                        ? Optional.empty()
                        : Optional.of(withId(JWK.parse(certificate), kid));
            }
            return Optional.empty();
        } catch (ParseException | JOSEException unknown) {
            LOG.log(Level.DEBUG, "an attestation key of an unknown kind");
            return Optional.empty();
        }
    }

    private static JWK withId(JWK key, String kid) throws ParseException {
        Map<String, Object> json = key.toJSONObject();
        json.put("kid", kid);
        return JWK.parse(json);
    }
}
