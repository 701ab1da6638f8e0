package dev.keyward.outside.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import dev.keyward.outside.Outside;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.Key;
import java.security.interfaces.RSAKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks signatures by the keys that issuers publish: found by OpenID Connect Discovery 1.0, over
/// HTTPS, of those hosts alone that the settings name. Safe for use by several threads.
///
/// Keys are kept for an hour. One that isn't known has them fetched anew, at most twice a minute
/// for an issuer; if that fails, those of before count for a day (identity.md, section 10).
public final class IssuerSignatures {
    private static final System.Logger LOG = System.getLogger(IssuerSignatures.class.getName());
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration WAITED = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration OUTAGE = Duration.ofHours(24);
    private static final int REMEMBERED = 200;
    private static final int SHORTEST_RSA = 2048;
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final IssuerDocuments documents;

    /// The one that wasn't asked for longest goes first.
    private final Map<String, JWKSource<SecurityContext>> sources =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<String, JWKSource<SecurityContext>> eldest) {
                    return size() > REMEMBERED;
                }
            };

    public IssuerSignatures(Outside outside) {
        this.documents = new IssuerDocuments(outside);
    }

    /// Whether the token is signed by a key of the issuer. May call it, so it waits.
    ///
    /// @param issuer `https`, as its own metadata names it, letter by letter
    /// @param token a compact JWS
    /// @throws IOException if its keys can't be had, or the settings don't allow that it is called
    public boolean isSignedBy(String issuer, String token) throws IOException {
        try {
            JWSObject jws = JWSObject.parse(token);
            if (!ALGORITHMS.contains(jws.getHeader().getAlgorithm())) {
                return false;
            }
            List<? extends Key> keys =
                    new JWSVerificationKeySelector<>(ALGORITHMS, source(issuer))
                            .selectJWSKeys(jws.getHeader(), null);
            // Without a name there has to be one key alone that it could be.
            if (jws.getHeader().getKeyID() == null && keys.size() != 1) {
                return false;
            }
            for (Key key : keys) {
                if (isStrong(key)
                        && jws.verify(
                                new DefaultJWSVerifierFactory()
                                        .createJWSVerifier(jws.getHeader(), key))) {
                    return true;
                }
            }
            return false;
        } catch (KeySourceException unreachable) {
            LOG.log(
                    Level.WARNING,
                    "identity issuer={0} gave no keys: {1}",
                    issuer,
                    unreachable.getMessage());
            throw new IOException("the issuer gave no keys", unreachable);
        } catch (ParseException | JOSEException _) {
            return false;
        }
    }

    private static boolean isStrong(Key key) {
        return !(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() >= SHORTEST_RSA;
    }

    private JWKSource<SecurityContext> source(String issuer) throws IOException {
        synchronized (sources) {
            JWKSource<SecurityContext> known = sources.get(issuer);
            if (known == null) {
                known = newSource(issuer);
                sources.put(issuer, known);
            }
            return known;
        }
    }

    private JWKSource<SecurityContext> newSource(String issuer) throws IOException {
        URI metadata =
                URI.create(
                        (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                                + "/.well-known/openid-configuration");
        return JWKSourceBuilder.create(
                        metadata.toURL(),
                        _ ->
                                new Resource(
                                        documents.keys(issuer, metadata).json(),
                                        "application/json"))
                .cache(KEPT.toMillis(), WAITED.toMillis())
                .refreshAheadCache(false)
                .rateLimited(PAUSE.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }
}
