package dev.keyward.directory.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.sessions.ClientSession;
import dev.keyward.directory.sessions.ClientSessions;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.EntityStore;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Issues access tokens and verifies them. Safe for use by several threads.
///
/// The signature of a token is verified once; afterwards the token is known by its SHA-256. Its
/// time, audience and the standing of its principal are looked at on each use, so that disabling a
/// principal, revoking its tokens, ending a session or removing a credential takes effect with the
/// next request (S-08). Groups are looked up, never taken from the token.
public final class Tokens {
    /// What clients are given without asking; security.md, section 9.
    public static final Duration LIFE = Duration.ofMinutes(60);

    /// What every client of OpenID Connect can verify (OpenID Connect Discovery 1.0, 3).
    private static final TokenAlgorithm ID_TOKENS = TokenAlgorithm.RS256;

    static final Duration LONGEST_LIFE = Duration.ofMinutes(90);
    static final Duration SKEW = Duration.ofSeconds(60);
    private static final int LONGEST = 16 * 1024;
    private static final int REMEMBERED = 20_000;

    private final EntityStore store;
    private final Principals principals;
    private final ClientSessions sessions;
    private final SigningKeys keys;
    private final Audiences audiences;
    private final Resources resources;
    private final DeploymentTime clock;
    private final SecureRandom random;
    private final OtherIssuers others;
    private final Cache<TokenDigest, Verified> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /// @param others whose tokens are taken beside our own
    /// @param evidence of a change of signing keys
    public Tokens(
            EntityStore store,
            SigningKeyKind signingKeys,
            Principals principals,
            ClientSessions sessions,
            Audiences audiences,
            OtherIssuers others,
            DeploymentTime clock,
            SecureRandom random,
            Supplier<byte[]> evidence) {
        this.store = store;
        this.principals = principals;
        this.sessions = sessions;
        this.keys =
                new SigningKeys(
                        store, signingKeys, audiences.algorithms(), clock::certain, evidence);
        this.audiences = audiences;
        this.resources = new Resources(audiences, principals);
        this.others = others;
        this.clock = clock;
        this.random = random;
    }

    public Audiences audiences() {
        return audiences;
    }

    /// What tokens can be asked for.
    public Resources resources() {
        return resources;
    }

    /// The keys that a verifier of the tenant's tokens needs: those at work, published ahead, and
    /// not yet out of use. Makes that of id tokens if there is none, so it may take a second.
    public List<TokenKey> published(TenantId tenant) {
        keys.current(tenant, ID_TOKENS, clock.instant());
        return keys.of(tenant).stream().map(SigningKey::publicHalf).toList();
    }

    /// Adds the signing keys of a new tenant to the batch, as far as they are made in no time.
    public void foundKeys(TenantId tenant, Batch batch) {
        keys.found(tenant, batch);
    }

    /// Does what is due of the tenant's signing keys.
    public void maintainKeys(TenantId tenant) {
        keys.maintain(tenant);
    }

    /// Adds to the batch that the tenant has no signing keys any more: every token of it is void.
    public void deleteKeys(TenantId tenant, Batch batch) {
        keys.deleteAll(tenant, batch);
    }

    /// The issuer of a tenant's access tokens.
    public String issuer(TenantId tenant) {
        return audiences.issuer() + "/" + tenant + "/";
    }

    /// A token for whoever has it.
    ///
    /// @param audience as the client asked for it; known to [Resources]
    public AccessToken issue(TokenSubject subject, String audience) {
        return issue(subject, audience, null);
    }

    /// A token that has to be shown over a connection that proves a certificate (RFC 8705 3).
    ///
    /// @param audience as the client asked for it; known to [Resources]
    /// @param certificate null for a token that is good for whoever has it
    public AccessToken issue(
            TokenSubject subject, String audience, @Nullable CertificateThumbprint certificate) {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        byte[] id = new byte[16];
        random.nextBytes(id);
        TokenClaims claims =
                new TokenClaims(
                        issuer(subject.tenant()),
                        audience,
                        subject,
                        certificate,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
                        now,
                        now,
                        now.plus(LIFE));
        List<PrincipalId> groups = List.copyOf(principals.groupsOf(subject.objectId()));
        return new AccessToken(
                sign(subject.tenant(), audiences.algorithmOf(audience), claims.toJson(groups)),
                audience,
                now,
                claims.expires());
    }

    /// A signed id token. It is no access token: its audience is the client, which is no resource
    /// server.
    public SecretBytes identify(IdToken token) {
        long now = clock.instant().getEpochSecond();
        Principal.User user = token.user();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("amr", token.methods());
        claims.put("aud", token.client().toString());
        claims.put("auth_time", token.signedIn().getEpochSecond());
        claims.put("iss", token.issuer());
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + LIFE.toSeconds());
        claims.put("name", user.displayName());
        if (token.nonce() != null) {
            claims.put("nonce", token.nonce());
        }
        claims.put("oid", user.id().value());
        claims.put("preferred_username", user.principalName());
        claims.put("sub", user.id().value());
        claims.put("tid", user.tenant().toString());
        claims.put("unique_name", user.principalName());
        claims.put("upn", user.principalName());
        claims.put("ver", token.version());
        return sign(user.tenant(), ID_TOKENS, JSONObjectUtils.toJSONString(claims));
    }

    /// Signs any claims with the tenant's key.
    SecretBytes sign(TenantId tenant, TokenAlgorithm algorithm, String claims) {
        SigningKey key = keys.current(tenant, algorithm, clock.instant());
        String input = Jws.signingInput(key.algorithm(), key.kid(), claims);
        return SecretBytes.ofUtf8(Jws.compact(input, key.sign(Jws.digestOf(input))));
    }

    /// Who sent the token over a connection that proves no certificate.
    ///
    /// @throws VaultException with `Unauthorized`
    public Caller verify(String token, ResourceServer server) {
        return verify(token, server, null, null);
    }

    /// Who sent the token.
    ///
    /// @param token as it follows `Bearer`
    /// @param server the one that was called; a token for another is refused
    /// @param proven the certificate whose key the client proved to have for the connection that
    ///   the token came over; null if none
    /// @param tenant of what was called, which may take tokens of other issuers; null where only
    ///   the token says
    /// @throws VaultException with `Unauthorized`
    /// @throws KeysAwaited as [OtherIssuers#verify]
    public Caller verify(
            String token,
            ResourceServer server,
            @Nullable CertificateThumbprint proven,
            @Nullable TenantId tenant) {
        if (token.length() > LONGEST) {
            throw refused("AKV10000: The token is too long.");
        }
        TokenDigest digest = TokenDigest.of(token);
        Verified known = verified.getIfPresent(digest);
        if (known == null) {
            // Ours don't pay for others': once seen, they are known before this.
            Caller other = others.verify(token, digest, server, proven, tenant);
            if (other != null) {
                return other;
            }
            known = check(token);
            verified.put(digest, known);
        }
        TokenClaims claims = known.claims;
        Instant now = clock.instant();
        if (claims.isOver(now)) {
            verified.invalidate(digest);
            throw refused("AKV10000: The token is expired.");
        }
        if (claims.isAhead(now)) {
            throw refused("AKV10000: The token is not yet valid.");
        }
        if (!known.servers.contains(server)) {
            throw refused(
                    "AKV10022: Invalid audience. Expected "
                            + expected(server)
                            + ", found: "
                            + claims.audience()
                            + ".");
        }
        // Of each request, for the token alone is remembered, and not who may use it.
        if (claims.certificate() != null && !claims.certificate().equals(proven)) {
            throw refused(
                    "AKV10000: The token is bound to a client certificate that the connection"
                            + " doesn't prove.");
        }
        return caller(known);
    }

    /// A token that an application was called with and shows in turn, to be given another one on
    /// behalf of the person it speaks of. The application is the only audience that counts, so that
    /// none takes a token that wasn't meant for it.
    ///
    /// @param tenant whose endpoint was asked
    /// @param application that shows it, and has proved itself
    public HandedToken handed(String token, TenantId tenant, UUID application) {
        if (token.length() > LONGEST) {
            return new HandedToken.Wrong(HandedToken.Why.SIGNATURE);
        }
        TokenClaims claims;
        try {
            claims = check(token).claims;
        } catch (VaultException refused) {
            return switch (refused.error()) {
                case VaultError.Unauthorized _ -> new HandedToken.Wrong(HandedToken.Why.SIGNATURE);
                default -> throw refused;
            };
        }
        TokenSubject subject = claims.subject();
        if (!subject.tenant().equals(tenant)) {
            return new HandedToken.Wrong(HandedToken.Why.SIGNATURE);
        }
        Instant now = clock.instant();
        if (claims.isOver(now) || claims.isAhead(now)) {
            return new HandedToken.Wrong(HandedToken.Why.TIME);
        }
        if (resources
                .application(tenant, claims.audience())
                .filter(audience -> audience.appId().equals(application))
                .isEmpty()) {
            return new HandedToken.Wrong(HandedToken.Why.AUDIENCE);
        }
        TokenSubject.Person person = subject.person();
        if (person == null) {
            return new HandedToken.Wrong(HandedToken.Why.APPLICATION);
        }
        Optional<Principal.User> user =
                principals.user(tenant, subject.objectId(), claims.issuedAt());
        return user.isEmpty() || Callers.of(claims, principals, sessions).isEmpty()
                ? new HandedToken.Wrong(HandedToken.Why.REVOKED)
                : new HandedToken.Right(subject, person, user.get(), signedIn(claims, person));
    }

    /// When and how the person of a token signed in. Without a session only the token says, which
    /// was issued then.
    private SignedIn signedIn(TokenClaims claims, TokenSubject.Person person) {
        return Optional.ofNullable(person.session())
                .flatMap(sessions::find)
                .map(ClientSession::who)
                .orElseGet(() ->
                        new SignedIn(
                                claims.subject().tenant(),
                                claims.subject().objectId(),
                                claims.issuedAt(),
                                person.methods(),
                                null));
    }

    private String expected(ResourceServer server) {
        return String.join(
                " or ",
                new TreeSet<>(
                        switch (server) {
                            case VAULT -> audiences.vault();
                            case MANAGEMENT -> audiences.management();
                            case ADMIN -> audiences.admin();
                            case GRAPH -> audiences.graph();
                        }));
    }

    /// The caller as the directory knows it now; worked out again after each change.
    private Caller caller(Verified known) {
        long stamp = store.stamp();
        Seen last = known.seen;
        if (last != null && last.stamp == stamp) {
            return last.caller;
        }
        Caller caller =
                keys.find(known.kid)
                        .flatMap(_ -> Callers.of(known.claims, principals, sessions))
                        .orElseThrow(() -> refused("AKV10000: The token was revoked."));
        known.seen = new Seen(stamp, caller);
        return caller;
    }

    /// Everything of a token that can't change: its form, key, signature, issuer.
    private Verified check(String token) {
        Jws jws;
        TokenClaims claims;
        try {
            jws = Jws.parse(token);
        } catch (ParseException _) {
            throw refused("AKV10000: The token is malformed.");
        }
        SigningKey key =
                keys.find(jws.kid())
                        .orElseThrow(() ->
                                refused(
                                        "AKV10046: Unable to resolve the key used for"
                                                + " signature validation."));
        if (!key.algorithm().name().equals(jws.algorithm())) {
            throw refused("AKV10000: The token is malformed.");
        }
        if (!key.verify(jws.digest(), jws.signature())) {
            throw refused("AKV10000: The token's signature is invalid.");
        }
        try {
            claims = TokenClaims.parse(jws.payload());
        } catch (ParseException _) {
            throw refused("AKV10000: The token is malformed.");
        }
        TenantId tenant = claims.subject().tenant();
        // A key of one tenant never speaks for another. What the claims say was signed here.
        if (!key.tenant().equals(tenant) || !claims.issuer().equals(issuer(tenant))) {
            throw refused(
                    "AKV10032: Invalid issuer. Expected one of "
                            + issuer(key.tenant())
                            + ", found "
                            + claims.issuer()
                            + ".");
        }
        if (Duration.between(claims.issuedAt(), claims.expires()).compareTo(LONGEST_LIFE) > 0) {
            throw refused("AKV10000: The token is malformed.");
        }
        return new Verified(key.kid(), claims, audiences.serversOf(claims.audience()));
    }

    private static VaultException refused(String reason) {
        return new VaultException(new VaultError.Unauthorized(reason));
    }

    /// A token whose signature was found right.
    private static final class Verified {
        final TokenClaims claims;
        final Set<ResourceServer> servers;
        final String kid;
        volatile @Nullable Seen seen;

        Verified(String kid, TokenClaims claims, Set<ResourceServer> servers) {
            this.kid = kid;
            this.servers = servers;
            this.claims = claims;
        }
    }

    private record Seen(long stamp, Caller caller) {}
}
