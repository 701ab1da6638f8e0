package dev.keyward.directory.signin;

import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.crypto.sealing.PasswordHash;
import dev.keyward.directory.factors.SecondFactors;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.CredentialCheck;
import dev.keyward.directory.principals.PasswordLane;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.principals.RedirectUri;
import dev.keyward.directory.principals.RedirectUris;
import dev.keyward.directory.sessions.ClientSession;
import dev.keyward.directory.sessions.ClientSessions;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.directory.tokens.TokenSubject;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.Origin;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns credentials, codes and refresh tokens into tokens. Safe for use by several threads, which
/// have to be ones that may wait: for a password's turn to be hashed ([PasswordLane]), and for a
/// failure to be durable.
///
/// An unknown name gets the same answer as a wrong secret, after the same work. Secrets of 256
/// random bits can't be guessed, so failures with them are slowed but never lock anyone out;
/// passwords are locked after five failures for fifteen minutes. Before any password is hashed, its
/// name isn't locked and its address didn't send too many wrong ones.
public final class SignIn {
    /// The public clients that tools bring along (identity.md, section 4.1): az CLI, Azure
    /// PowerShell, its predecessor, Visual Studio.
    private static final Map<UUID, String> PUBLIC_NAMES =
            Map.of(
                    UUID.fromString("04b07795-8ddb-461a-bbee-02f9e1bf7b46"), "Azure CLI",
                    UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2"), "Azure PowerShell",
                    UUID.fromString("0a7bdc5c-7b57-40be-9939-d4c5fc7cd417"), "Azure PowerShell",
                    UUID.fromString("872cd9fa-d31f-45e0-9eab-6e460a02d1f1"), "Visual Studio");

    public static final Set<UUID> PUBLIC_CLIENTS = PUBLIC_NAMES.keySet();

    /// The client that tokens for users of this process name.
    private static final UUID SHELL = UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2");

    private static final String NATIVE_CLIENT = "/common/oauth2/nativeclient";
    private static final List<String> PASSWORD = List.of("pwd");

    /// As the claim `amr` says that it were several ways (RFC 8176).
    private static final String SECOND = "mfa";

    private static final List<String> CODE = List.of("pwd", "otp", SECOND);

    private static final int SECRET_FAILURES = 10;

    /// Of a client, within a minute; further wrong ones are asked to wait, and right ones pass.
    static final int ASSERTION_FAILURES = 100;

    private static final Duration THROTTLE = Duration.ofMinutes(1);

    private final Principals principals;
    private final Tokens tokens;
    private final ClientSessions sessions;
    private final SecondFactors factors;
    private final InstantSource clock;
    private final CredentialCheck credentials;
    private final LockOut lockOut;
    private final UsedAssertions usedAssertions;
    private final AssertionCheck assertions;
    private final Attempts secretAttempts;
    private final Attempts assertionAttempts;
    private final Attempts addresses;

    /// @param store opened with [#kinds]
    /// @param names a key for the hashes of names that failed
    /// @param failuresPerAddress wrong passwords a minute that an address may send
    public SignIn(
            EntityStore store,
            Principals principals,
            Tokens tokens,
            ClientSessions sessions,
            SecondFactors factors,
            Hmac names,
            Keys keys,
            int failuresPerAddress,
            InstantSource clock) {
        this.principals = principals;
        this.tokens = tokens;
        this.sessions = sessions;
        this.factors = factors;
        this.clock = clock;
        this.credentials = principals.credentialCheck();
        this.lockOut = new LockOut(store, names, clock);
        this.usedAssertions = new UsedAssertions(store, names, clock);
        this.assertions = new AssertionCheck(principals, usedAssertions, keys, clock);
        this.secretAttempts = new Attempts(SECRET_FAILURES, THROTTLE, clock);
        this.assertionAttempts = new Attempts(ASSERTION_FAILURES, THROTTLE, clock);
        this.addresses = new Attempts(failuresPerAddress, THROTTLE, clock);
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(FailedSignIns.KIND, UsedAssertion.KIND);
    }

    /// Somebody's try.
    ///
    /// @param address it came from
    /// @param left whether nobody waits for the answer any more; nothing is then hashed
    /// @param refusal makes the audit record of a wrong password; called inside the change that
    ///   counts it
    public record Attempt(String address, BooleanSupplier left, Supplier<byte[]> refusal) {}

    /// A client that shows a secret.
    public Checked<ShownClient> client(
            TenantId tenant, UUID client, SecretBytes secret, Attempt attempt) {
        return switch (match(tenant, client, secret, attempt)) {
            case Match.Right<UUID>(UUID credential) ->
                    new Checked.Right<>(
                            ShownClient.proven(
                                    tenant,
                                    client,
                                    new ShownCredential(credential, null),
                                    TokenSubject.Proof.Kind.SECRET));
            case Match.Wrong<UUID> _ -> new Checked.Refused<>(SignInResult.Reason.BAD_CLIENT);
            case Match.Locked<UUID> _ -> new Checked.Refused<>(SignInResult.Reason.LOCKED);
            case Match.Throttled<UUID> _ -> new Checked.Throttled<>(THROTTLE);
        };
    }

    /// A client that shows an assertion: its own, signed by a certificate's key, or another
    /// issuer's that it has a federated credential for.
    ///
    /// @param audiences what the token endpoint goes by, of which the assertion has to name one
    /// @param issuers the keys of other issuers
    public Checked<ShownClient> client(
            TenantId tenant,
            UUID client,
            String assertion,
            Set<String> audiences,
            IssuerKeys issuers) {
        return switch (assertions.check(
                assertion, new AssertionCheck.Expected(tenant, client, audiences, issuers))) {
            case AssertionCheck.Outcome.Right(ShownCredential shown) ->
                    new Checked.Right<>(
                            ShownClient.proven(
                                    tenant, client, shown, TokenSubject.Proof.Kind.ASSERTION));
            case AssertionCheck.Outcome.Wrong(SignInResult.Reason reason) ->
                    wrong(tenant, client, reason);
        };
    }

    /// Names that don't exist count too, so the answer tells nothing.
    private Checked<ShownClient> wrong(TenantId tenant, UUID client, SignInResult.Reason reason) {
        String name = tenant + "/" + client;
        if (assertionAttempts.isExhausted(name)) {
            return new Checked.Throttled<>(THROTTLE);
        }
        assertionAttempts.failed(name);
        return new Checked.Refused<>(reason);
    }

    /// A client that proves a certificate by its connection (RFC 8705 2.2). One that people may
    /// sign in through needn't have it registered.
    ///
    /// @param certificate whose key the connection proved
    public Checked<ShownClient> client(
            TenantId tenant, UUID client, CertificateThumbprint certificate) {
        return switch (assertions.check(tenant, client, certificate)) {
            case AssertionCheck.Outcome.Right(ShownCredential shown) ->
                    new Checked.Right<>(
                            ShownClient.proven(
                                    tenant, client, shown, TokenSubject.Proof.Kind.ASSERTION));
            case AssertionCheck.Outcome.Wrong(SignInResult.Reason reason) ->
                    client(tenant, client) instanceof Checked.Right<ShownClient> open
                            ? open
                            : wrong(tenant, client, reason);
        };
    }

    /// What people call a public client that tools bring along.
    public static Optional<String> publicClientName(UUID client) {
        return Optional.ofNullable(PUBLIC_NAMES.get(client));
    }

    /// A client that shows nothing: people may sign in through some that way.
    public Checked<ShownClient> client(TenantId tenant, UUID client) {
        return PUBLIC_CLIENTS.contains(client) || principals.redirectUris(tenant, client).isPublic()
                ? new Checked.Right<>(new ShownClient(tenant, client, null, null))
                : new Checked.Refused<>(SignInResult.Reason.NOT_PUBLIC);
    }

    /// What waits for a person at a URI that a client wants him sent back to: nothing, if it isn't
    /// the client's. The public clients that tools bring along listen on the person's machine, on
    /// whatever port and path, or watch a browser of their own for a page of the authority.
    ///
    /// @param authority of this login endpoint, such as `https://login.local.keyward.localhost`
    public Optional<RedirectUris.Platform> platform(
            TenantId tenant, UUID client, RedirectUri uri, String authority) {
        if (PUBLIC_CLIENTS.contains(client)) {
            return uri.isLoopback()
                            || uri.toString().equals(authority + NATIVE_CLIENT)
                            || uri.toString()
                                    .equals("https://login.microsoftonline.com" + NATIVE_CLIENT)
                    ? Optional.of(RedirectUris.Platform.PUBLIC)
                    : Optional.empty();
        }
        return principals.redirectUris(tenant, client).platformOf(uri);
    }

    /// A person who shows a password.
    public Checked<SignedIn> person(
            TenantId tenant, String principalName, SecretBytes password, Attempt attempt) {
        Optional<Principal.User> user = principals.user(tenant, principalName);
        LockOut.Account account =
                lockOut.account(
                        tenant, "user", principalName.toLowerCase(Locale.ROOT), user.isPresent());
        Match<Principal.User> match =
                slowly(
                        account,
                        attempt,
                        memory ->
                                credentials.isPassword(user, password, memory)
                                        ? user
                                        : Optional.empty());
        return switch (match) {
            case Match.Right<Principal.User>(Principal.User who) ->
                    who.standing().enabled()
                            ? new Checked.Right<>(
                                    new SignedIn(tenant, who.id(), clock.instant(), PASSWORD, null))
                            : new Checked.Refused<>(SignInResult.Reason.DISABLED);
            case Match.Wrong<Principal.User> _ ->
                    new Checked.Refused<>(SignInResult.Reason.BAD_USER);
            case Match.Locked<Principal.User> _ ->
                    new Checked.Refused<>(SignInResult.Reason.LOCKED);
            case Match.Throttled<Principal.User> _ -> new Checked.Throttled<>(THROTTLE);
        };
    }

    /// Whether the person showed all that he has to show.
    public boolean isComplete(SignedIn who) {
        return who.methods().contains(SECOND) || !factors.areNeededBy(who.user());
    }

    /// A person who has shown a password shows a code of his app, too. Five wrong ones within
    /// fifteen minutes lock that for him, on all nodes.
    ///
    /// @param attempt its refusal makes the audit record of a wrong code
    public Checked<SignedIn> code(SignedIn who, String code, Attempt attempt) {
        LockOut.Account account =
                lockOut.account(who.tenant(), "code", who.user().canonical(), true);
        if (lockOut.isLocked(account)) {
            return new Checked.Refused<>(SignInResult.Reason.LOCKED);
        }
        if (!factors.isCode(who.user(), code)) {
            lockOut.count(account, attempt.refusal);
            return new Checked.Refused<>(SignInResult.Reason.BAD_CODE);
        }
        lockOut.clear(account);
        return new Checked.Right<>(
                new SignedIn(who.tenant(), who.user(), who.at(), CODE, who.browser()));
    }

    /// A token for an application itself.
    ///
    /// @param audience known to [dev.keyward.directory.tokens.Audiences]
    public SignInResult application(Checked<ShownClient> client, String audience) {
        return client.then(shown -> application(shown, audience));
    }

    private SignInResult application(ShownClient client, String audience) {
        if (client.credential() == null) {
            // Nobody proved to be the application.
            return new SignInResult.Refused(SignInResult.Reason.NOT_PUBLIC);
        }
        Optional<Principal.ServicePrincipal> principal =
                principals.servicePrincipal(client.tenant(), client.id());
        if (principal.isEmpty()) {
            return new SignInResult.Refused(SignInResult.Reason.NO_PRINCIPAL);
        }
        if (!principal.get().standing().enabled()) {
            return new SignInResult.Refused(SignInResult.Reason.DISABLED);
        }
        TokenSubject subject =
                new TokenSubject(
                        client.tenant(), principal.get().id(), client.id(), client.proof(), null);
        return new SignInResult.Granted(
                tokens.issue(subject, audience, client.certificate()),
                principal.get().id(),
                null,
                null,
                client.credential());
    }

    /// A token for a person who just signed in.
    ///
    /// @param audience known to [dev.keyward.directory.tokens.Audiences]
    /// @param refreshable whether a refresh token comes with it
    public SignInResult user(
            Checked<SignedIn> who, ShownClient client, String audience, boolean refreshable) {
        return who.then(person -> user(person, client, audience, refreshable));
    }

    private SignInResult user(
            SignedIn who, ShownClient client, String audience, boolean refreshable) {
        Optional<Principal.User> user = principals.user(who.tenant(), who.user(), who.at());
        if (user.isEmpty()) {
            return new SignInResult.Refused(SignInResult.Reason.DISABLED);
        }
        if (!isComplete(who)) {
            return new SignInResult.Refused(SignInResult.Reason.SECOND_FACTOR);
        }
        ClientSessions.@Nullable Begun begun =
                refreshable
                        ? sessions.begin(who, client.id(), audience, client.refreshedWith())
                        : null;
        return new SignInResult.Granted(
                issue(user.get(), who, client, begun == null ? null : begun.session(), audience),
                who.user(),
                new SignInResult.Person(user.get(), who, null),
                begun == null ? null : begun.token(),
                client.credential());
    }

    /// A token for a person who signed in before, and the next refresh token.
    ///
    /// @param audience null for that of the first token
    public SignInResult refresh(
            String refreshToken, ShownClient client, @Nullable String audience) {
        return redeemed(
                sessions.refresh(refreshToken, client.id(), client.refreshedWith()),
                client,
                audience);
    }

    /// A token for the code of a person who signed in in a browser.
    ///
    /// @param fits whether what the client shows with the code is what it is bound to
    /// @param audience null for what was asked for with the code
    public SignInResult redeem(
            String code,
            ShownClient client,
            Predicate<ClientSession.Code> fits,
            @Nullable String audience) {
        return redeemed(
                sessions.redeem(code, client.id(), fits, client.refreshedWith()), client, audience);
    }

    private SignInResult redeemed(
            ClientSessions.Redeemed redeemed, ShownClient client, @Nullable String audience) {
        return switch (redeemed) {
            case ClientSessions.Redeemed.Right(
                            ClientSessions.Begun(ClientSession session, SecretBytes next),
                            Principal.User user,
                            ClientSession.@Nullable Code code) ->
                    new SignInResult.Granted(
                            issue(
                                    user,
                                    session.who(),
                                    client,
                                    session,
                                    audience == null ? session.audience() : audience),
                            user.id(),
                            new SignInResult.Person(user, session.who(), code),
                            next,
                            client.credential());
            case ClientSessions.Redeemed.Wrong _ ->
                    new SignInResult.Refused(SignInResult.Reason.GRANT_OVER);
            case ClientSessions.Redeemed.Reused _ ->
                    new SignInResult.Refused(SignInResult.Reason.GRANT_REUSED);
            case ClientSessions.Redeemed.Revoked _ ->
                    new SignInResult.Refused(SignInResult.Reason.GRANT_REVOKED);
        };
    }

    private AccessToken issue(
            Principal.User user,
            SignedIn who,
            ShownClient client,
            @Nullable ClientSession session,
            String audience) {
        return tokens.issue(
                new TokenSubject(
                        user.tenant(),
                        user.id(),
                        client.id(),
                        client.proof(),
                        new TokenSubject.Person(
                                user.principalName(),
                                who.methods(),
                                session == null ? null : session.id(),
                                List.of())),
                audience,
                client.certificate());
    }

    /// Whether the application proves that it holds the key of a certificate it has.
    ///
    /// @param proof a JWT, of which nothing is believed
    public boolean isProof(Application application, String proof) {
        return assertions.isProof(application, proof);
    }

    /// Removes what is over of failures, sessions, and assertions that were taken; to be called
    /// once a minute.
    public void forgetOld() {
        sessions.forgetOld();
        lockOut.forgetOld();
        usedAssertions.forgetOld();
    }

    /// A token for a user of this very process, whose account on the machine is the proof. For the
    /// embedded engine alone.
    public AccessToken inProcess(Principal.User user, String audience) {
        return tokens.issue(
                new TokenSubject(
                        user.tenant(),
                        user.id(),
                        SHELL,
                        null,
                        new TokenSubject.Person(user.principalName(), List.of(), null, List.of())),
                audience);
    }

    private sealed interface Match<T> {
        record Right<T>(T found) implements Match<T> {}

        record Wrong<T>() implements Match<T> {}

        record Locked<T>() implements Match<T> {}

        record Throttled<T>() implements Match<T> {}
    }

    /// Random secrets first: they are cheap to check, and right ones pass whatever others tried.
    private Match<UUID> match(TenantId tenant, UUID client, SecretBytes secret, Attempt attempt) {
        Optional<UUID> random = credentials.randomSecret(tenant, client, secret);
        if (random.isPresent()) {
            return new Match.Right<>(random.get());
        }
        String name = tenant + "/" + client;
        if (secretAttempts.isExhausted(name)) {
            return new Match.Throttled<>();
        }
        secretAttempts.failed(name);
        if (!credentials.hasChosenSecrets(tenant)) {
            return new Match.Wrong<>();
        }
        LockOut.Account account =
                lockOut.account(
                        tenant,
                        "application",
                        client.toString(),
                        principals.application(tenant, client).isPresent());
        Match<UUID> chosen =
                slowly(
                        account,
                        attempt,
                        memory -> credentials.chosenSecret(tenant, client, secret, memory));
        if (chosen instanceof Match.Right<UUID>) {
            secretAttempts.succeeded(name);
        }
        return chosen;
    }

    /// What takes a hash, which whoever is locked out or comes too often doesn't get.
    private <T extends Object> Match<T> slowly(
            LockOut.Account account,
            Attempt attempt,
            Function<PasswordHash.Workspace, Optional<T>> check) {
        String address = Origin.of(attempt.address).host();
        Optional<Match<T>> refused = refused(account, address);
        if (refused.isPresent()) {
            return refused.get();
        }
        try (PasswordLane.Turn<Match<T>> turn =
                credentials
                        .lane()
                        .take(
                                new PasswordLane.Asker(address, account.key(), attempt.left),
                                memory -> tried(account, address, check, memory))) {
            switch (turn.result()) {
                case Match.Right<T> _ -> lockOut.clear(account);
                case Match.Wrong<T> _ -> lockOut.count(account, attempt.refusal);
                case Match.Locked<T> _, Match.Throttled<T> _ -> {}
            }
            return turn.result();
        }
    }

    /// When its turn has come: others of the account or address came before it.
    private <T extends Object> Match<T> tried(
            LockOut.Account account,
            String address,
            Function<PasswordHash.Workspace, Optional<T>> check,
            PasswordHash.Workspace memory) {
        Optional<Match<T>> refused = refused(account, address);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<T> found = check.apply(memory);
        if (found.isEmpty()) {
            // Here, before the next of the address has its turn.
            addresses.failed(address);
            return new Match.Wrong<>();
        }
        return new Match.Right<>(found.get());
    }

    private <T> Optional<Match<T>> refused(LockOut.Account account, String address) {
        if (lockOut.isLocked(account)) {
            return Optional.of(new Match.Locked<>());
        }
        return addresses.isExhausted(address)
                ? Optional.of(new Match.Throttled<>())
                : Optional.empty();
    }
}
