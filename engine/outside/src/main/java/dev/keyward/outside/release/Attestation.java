package dev.keyward.outside.release;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.outside.Outside;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Verifies what an attestation authority says of the environment that asks for a key
/// (data-plane-keys.md, section 7). Safe for use by several threads.
///
/// Only authorities that the policy names are listened to, and only those are called that the
/// settings allow. A token's own hints at keys (`jku`, `x5u`, `jwk`, `x5c`) count for nothing.
public final class Attestation {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int LONGEST_TOKEN = 128 * 1024;
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

    private final AuthorityKeys keys;
    private final DeploymentTime clock;

    public Attestation(Outside outside, DeploymentTime clock) {
        this.keys = new AuthorityKeys(outside, clock::certain);
        this.clock = clock;
    }

    /// The RSA key of the environment, to which a key is released.
    ///
    /// @param kid empty if it has none
    /// @param n unsigned big-endian, as is `e`
    public record Receiver(String kid, byte[] n, byte[] e) {}

    /// Verifies the token and holds it against the rules. May call the authority, so it waits.
    ///
    /// @throws VaultException with `ReleaseRefused` if the token can't be verified or doesn't meet
    ///   the rules, or `BadRequestText` if the authority can't be reached
    public Receiver check(String token, ReleaseRules rules) {
        if (token.length() > LONGEST_TOKEN) {
            throw unverified();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String issuer = claims.getIssuer();
            String kid = jwt.getHeader().getKeyID();
            if (issuer == null
                    || kid == null
                    || !rules.authorities().contains(ReleaseRules.withoutSlash(issuer))
                    || !ALGORITHMS.contains(jwt.getHeader().getAlgorithm())
                    || !isInTime(claims)) {
                throw unverified();
            }
            String authority = ReleaseRules.withoutSlash(issuer);
            JWK key = keys.find(authority, kid).orElseThrow(Attestation::unverified);
            if (!jwt.verify(verifier(key))) {
                throw unverified();
            }
            // As they stand in the token: times stay numbers.
            Map<String, Object> said = jwt.getPayload().toJSONObject();
            if (!rules.allow(authority, said)) {
                throw refused(
                        "Target environment attestation does not meet key release policy"
                                + " requirements.");
            }
            return receiver(said).orElseThrow(Attestation::unverified);
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            throw unverified();
        }
    }

    private boolean isInTime(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        return expires != null
                && !now.isAfter(expires.toInstant().plus(SKEW))
                && (notBefore == null || !now.isBefore(notBefore.toInstant().minus(SKEW)));
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        if (key instanceof ECKey ec) {
            return new ECDSAVerifier(ec);
        }
        throw unverified();
    }

    /// The first RSA key of `x-ms-runtime.keys` that is meant for encryption.
    private static Optional<Receiver> receiver(Map<String, Object> claims) {
        if (!(claims.get("x-ms-runtime") instanceof Map<?, ?> runtime)
                || !(runtime.get("keys") instanceof List<?> candidates)) {
            return Optional.empty();
        }
        for (Object candidate : candidates) {
            if (candidate instanceof Map<?, ?> key
                    && isForEncryption(key)
                    && key.get("n") instanceof String n
                    && key.get("e") instanceof String e) {
                return Optional.of(
                        new Receiver(
                                key.get("kid") instanceof String kid ? kid : "",
                                Base64.getUrlDecoder().decode(n),
                                Base64.getUrlDecoder().decode(e)));
            }
        }
        return Optional.empty();
    }

    private static boolean isForEncryption(Map<?, ?> key) {
        return "RSA".equals(key.get("kty"))
                && ("enc".equals(key.get("key_use"))
                        || "enc".equals(key.get("use"))
                        || key.get("key_ops") instanceof List<?> operations
                                && operations.contains("encrypt"));
    }

    private static VaultException unverified() {
        return refused("Target environment attestation statement cannot be verified.");
    }

    private static VaultException refused(String message) {
        return new VaultException(new VaultError.ReleaseRefused(message));
    }
}
