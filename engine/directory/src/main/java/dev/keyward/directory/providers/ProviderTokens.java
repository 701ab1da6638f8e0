package dev.keyward.directory.providers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.tokens.JwsSegments;
import dev.keyward.directory.tokens.KeysAwaited;
import dev.keyward.directory.tokens.OtherIssuers;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.directory.tokens.TokenDigest;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityStore;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Verifies the tokens of other people's identity providers (identity.md, section 10). Safe for use
/// by several threads.
///
/// As with our own, the signature is verified once, and the token is known by its SHA-256 from then
/// on; its time is looked at on each use, its provider and its principal again after each change of
/// the directory, and its key whenever the issuer publishes others. So that a provider is changed
/// or removed, a principal blocked or a key withdrawn takes effect with the next request.
public final class ProviderTokens implements OtherIssuers {
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    /// 20,000 tokens without groups; a provider decides how many groups there are.
    private static final int REMEMBERED = 200_000;

    private static final int EACH = 10;

    /// What would let a token choose how it is verified. Chains of certificates are passed over.
    private static final Set<String> REFUSED = Set.of("jwk", "jku", "x5u", "crit", "b64");

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final EntityStore store;
    private final IdentityProviders providers;
    private final Principals principals;
    private final IssuerKeyCache issuers;
    private final Keys keys;
    private final DeploymentTime clock;
    private final Cache<Use, Verified> verified =
            Caffeine.newBuilder()
                    .maximumWeight(REMEMBERED)
                    .weigher((Use _, Verified token) -> EACH + token.caller.groups().size())
                    .build();

    public ProviderTokens(
            EntityStore store,
            IdentityProviders providers,
            Principals principals,
            KeyDocuments documents,
            Keys keys,
            DeploymentTime clock) {
        this.store = store;
        this.providers = providers;
        this.principals = principals;
        this.issuers = new IssuerKeyCache(documents, clock);
        this.keys = keys;
        this.clock = clock;
    }

    /// A token may mean one thing to one tenant and another to the next.
    private record Use(TokenDigest token, ResourceServer server, @Nullable TenantId tenant) {}

    /// Of whom a token may be.
    private record Trusted(IdentityProvider provider, KeyDocuments.Whence whence) {}

    private record Times(@Nullable Instant notBefore, @Nullable Instant issued, Instant expires) {}

    /// A token whose signature was found right.
    private static final class Verified {
        final Trusted by;
        final PublishedKeys.Key key;
        final Times times;

        /// The thumbprint of the one certificate that it may be sent with (RFC 8705 3.1).
        final @Nullable String bound;

        final Caller caller;
        volatile Seen seen;

        Verified(
                Trusted by,
                PublishedKeys.Key key,
                Times times,
                @Nullable String bound,
                Caller caller,
                Seen seen) {
            this.by = by;
            this.key = key;
            this.times = times;
            this.bound = bound;
            this.caller = caller;
            this.seen = seen;
        }
    }

    /// What was true when it was looked at last.
    private record Seen(long stamp, PublishedKeys published) {}

    @Override
    public @Nullable Caller verify(
            String token,
            TokenDigest digest,
            ResourceServer server,
            @Nullable CertificateThumbprint proven,
            @Nullable TenantId tenant) {
        if (providers.isEmpty()) {
            return null;
        }
        Use use = new Use(digest, server, tenant);
        Verified known = verified.getIfPresent(use);
        if (known != null && !stands(known)) {
            verified.invalidate(use);
            known = null;
        }
        if (known == null) {
            known = check(token, server, tenant);
            if (known == null) {
                return null;
            }
            verified.put(use, known);
        }
        checkTime(known.times, known.by.provider.trust().skew());
        if (known.bound != null && (proven == null || !known.bound.equals(proven.value()))) {
            throw refused(
                    "AKV10000: The token is bound to a client certificate that the connection"
                            + " doesn't prove.");
        }
        return known.caller;
    }

    /// Whether all that it was found right by is still so.
    private boolean stands(Verified known) {
        long stamp = store.stamp();
        PublishedKeys published = issuers.atHand(known.by.whence);
        Seen seen = known.seen;
        if (published == null) {
            return false;
        }
        if (seen.stamp == stamp && Objects.equals(seen.published, published)) {
            return true;
        }
        boolean stands =
                providers.stands(known.by.provider)
                        && published.contains(known.key)
                        && !isTaken(known.caller);
        if (stands) {
            known.seen = new Seen(stamp, published);
        }
        return stands;
    }

    /// @return null if nobody here knows its issuer
    private @Nullable Verified check(
            String token, ResourceServer server, @Nullable TenantId tenant) {
        // Of before all that is read: what changes meanwhile is looked at again.
        long stamp = store.stamp();
        JwsSegments segments;
        ProviderClaims claims;
        try {
            segments = JwsSegments.parse(token);
            claims = ProviderClaims.parse(segments.payload());
        } catch (ParseException _) {
            return null;
        }
        String issuer = claims.text("iss").orElse("");
        List<IdentityProvider> known = providers.ofIssuer(issuer);
        if (known.isEmpty()) {
            return null;
        }
        try {
            IdentityProvider provider = provider(known, claims, server, tenant);
            Trusted by = new Trusted(provider, provider.trust().whence(issuer));
            SignatureAlgorithm algorithm = algorithm(segments, provider.trust());
            Times times = times(claims, provider.trust().skew());
            checkTime(times, provider.trust().skew());
            Caller caller = ProviderCallers.of(provider, issuer, claims, principals);
            if (isTaken(caller)) {
                throw refused("AKV10000: The token names an object id of the built-in directory.");
            }
            // Last, so that a token that couldn't be right anyway has nobody called.
            PublishedKeys published = published(by, segments, algorithm);
            PublishedKeys.Key key = signer(published, segments, algorithm);
            return new Verified(
                    by, key, times, claims.certificate(), caller, new Seen(stamp, published));
        } catch (ParseException _) {
            throw refused("AKV10000: The token is malformed.");
        }
    }

    /// The one provider whose the token can be.
    private IdentityProvider provider(
            List<IdentityProvider> known,
            ProviderClaims claims,
            ResourceServer server,
            @Nullable TenantId tenant)
            throws ParseException {
        String issuer = claims.text("iss").orElse("");
        List<String> audiences =
                claims.audiences().stream().map(TokenAudiences::canonical).toList();
        List<IdentityProvider> ofTenant =
                known.stream()
                        .filter(each -> tenant == null || each.tenant().equals(tenant))
                        .filter(each -> each.standing().enabled())
                        .toList();
        if (ofTenant.isEmpty()) {
            throw refused("AKV10032: Invalid issuer. Nobody here trusts " + issuer + ".");
        }
        IdentityProvider provider =
                ofTenant.stream()
                        .filter(each ->
                                each.audiences().of(server).stream().anyMatch(audiences::contains))
                        .findFirst()
                        .orElseThrow(() ->
                                refused(
                                        "AKV10022: Invalid audience. Found: "
                                                + String.join(", ", audiences)
                                                + "."));
        Set<String> tenants = provider.trust().expanded().getOrDefault(issuer, Set.of());
        if (!tenants.isEmpty() && !tenants.contains(claims.text("tid").orElse(""))) {
            throw refused("AKV10032: Invalid issuer. It isn't one of the tenant the token names.");
        }
        return provider;
    }

    private static SignatureAlgorithm algorithm(JwsSegments segments, IssuerTrust trust)
            throws ParseException {
        Object type = segments.header().getOrDefault("typ", "JWT");
        if (segments.header().keySet().stream().anyMatch(REFUSED::contains)
                || !(type instanceof String word)
                || !TYPES.contains(word.toLowerCase(Locale.ROOT))) {
            throw new ParseException("header", 0);
        }
        return trust.algorithms().stream()
                .filter(each -> each.joseName().equals(segments.header().get("alg")))
                .findFirst()
                .orElseThrow(() -> new ParseException("alg", 0));
    }

    private Times times(ProviderClaims claims, Duration skew) throws ParseException {
        Instant issued = claims.time("iat");
        Instant notBefore = claims.time("nbf");
        Instant expires = claims.time("exp");
        if (expires == null) {
            throw new ParseException("exp", 0);
        }
        Instant begin = issued != null ? issued : notBefore != null ? notBefore : clock.instant();
        if (expires.isAfter(begin.plus(LONGEST_LIFE).plus(skew))) {
            throw new ParseException("exp", 0);
        }
        return new Times(notBefore, issued, expires);
    }

    private void checkTime(Times times, Duration skew) {
        Instant now = clock.instant();
        if (now.isAfter(times.expires.plus(skew))) {
            throw refused("AKV10000: The token is expired.");
        }
        if (isAhead(times.notBefore, now.plus(skew)) || isAhead(times.issued, now.plus(skew))) {
            throw refused("AKV10000: The token is not yet valid.");
        }
    }

    private static boolean isAhead(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now);
    }

    /// Whether it goes by the object id of somebody or of a group that the directory has itself.
    private boolean isTaken(Caller caller) {
        return caller.identities().anyMatch(id -> principals.find(caller.tenant(), id).isPresent());
    }

    private static @Nullable String kid(JwsSegments segments) throws ParseException {
        Object kid = segments.header().get("kid");
        if (kid == null) {
            return null;
        }
        if (kid instanceof String text) {
            return text;
        }
        throw new ParseException("kid", 0);
    }

    /// Keys among which is one that the token may be signed by.
    private PublishedKeys published(Trusted by, JwsSegments segments, SignatureAlgorithm algorithm)
            throws ParseException {
        PublishedKeys published = issuers.atHand(by.whence);
        if (published != null && !published.fitting(kid(segments), algorithm).isEmpty()) {
            return published;
        }
        CompletionStage<?> fetched = issuers.fetch(by.whence);
        if (fetched != null) {
            throw new KeysAwaited(fetched);
        }
        throw refused("AKV10046: Unable to resolve the key used for signature validation.");
    }

    private PublishedKeys.Key signer(
            PublishedKeys published, JwsSegments segments, SignatureAlgorithm algorithm)
            throws ParseException {
        Optional<PublishedKeys.Key> signer =
                published.fitting(kid(segments), algorithm).stream()
                        .filter(key ->
                                keys.openPublic(key.parts())
                                        .verify(algorithm, segments.digest(), segments.signature()))
                        .findFirst();
        return signer.orElseThrow(() -> refused("AKV10000: The token's signature is invalid."));
    }

    private static VaultException refused(String reason) {
        return new VaultException(new VaultError.Unauthorized(reason));
    }
}
