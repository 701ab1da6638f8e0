package dev.keyward.directory.signin;

import dev.keyward.directory.principals.CredentialCheck;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.directory.tokens.TokenSubject;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Turns credentials into tokens. Safe for use by several threads.
///
/// An unknown name gets the same answer as a wrong secret, after the same work. Secrets of 256
/// random bits can't be guessed, so failures with them are slowed but never lock anyone out;
/// passwords are locked after five failures for fifteen minutes.
public final class SignIn {
    /// The public clients that tools bring along (identity.md, section 4.1): az CLI, Azure
    /// PowerShell, its predecessor, Visual Studio.
    public static final Set<UUID> PUBLIC_CLIENTS =
            Set.of(
                    UUID.fromString("04b07795-8ddb-461a-bbee-02f9e1bf7b46"),
                    UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2"),
                    UUID.fromString("0a7bdc5c-7b57-40be-9939-d4c5fc7cd417"),
                    UUID.fromString("872cd9fa-d31f-45e0-9eab-6e460a02d1f1"));

    /// The client that tokens for users of this process name.
    private static final UUID SHELL = UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2");

    private static final int PASSWORD_FAILURES = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);
    private static final int SECRET_FAILURES = 10;
    private static final Duration THROTTLE = Duration.ofMinutes(1);

    private final Principals principals;
    private final Tokens tokens;
    private final CredentialCheck credentials;
    private final Attempts passwordAttempts;
    private final Attempts secretAttempts;

    public SignIn(Principals principals, Tokens tokens, InstantSource clock) {
        this.principals = principals;
        this.tokens = tokens;
        this.credentials = principals.credentialCheck();
        this.passwordAttempts = new Attempts(PASSWORD_FAILURES, LOCK, clock);
        this.secretAttempts = new Attempts(SECRET_FAILURES, THROTTLE, clock);
    }

    /// Whether users may sign in through the client without it showing a secret.
    public boolean isPublicClient(UUID client) {
        return PUBLIC_CLIENTS.contains(client);
    }

    /// An application signs in for itself.
    ///
    /// @param audience known to [dev.keyward.directory.tokens.Audiences]
    public SignInResult application(
            TenantId tenant, UUID client, SecretBytes secret, String audience) {
        Match match = match(tenant, client, secret);
        return switch (match) {
            case Match.Right(UUID credential) -> {
                Optional<Principal.ServicePrincipal> principal =
                        principals.servicePrincipal(tenant, client);
                if (principal.isEmpty()) {
                    yield new SignInResult.Refused(SignInResult.Reason.NO_PRINCIPAL);
                }
                if (!principal.get().standing().enabled()) {
                    yield new SignInResult.Refused(SignInResult.Reason.DISABLED);
                }
                TokenSubject subject =
                        new TokenSubject(tenant, principal.get().id(), client, credential, null);
                yield new SignInResult.Granted(
                        tokens.issue(subject, audience), principal.get().id(), null);
            }
            case Match.Wrong _ -> new SignInResult.Refused(SignInResult.Reason.BAD_CLIENT);
            case Match.Locked _ -> new SignInResult.Refused(SignInResult.Reason.LOCKED);
            case Match.Throttled _ -> new SignInResult.Throttled(THROTTLE);
        };
    }

    /// A user signs in through a public client.
    public SignInResult user(
            TenantId tenant,
            UUID client,
            String principalName,
            SecretBytes password,
            String audience) {
        String name = tenant + "/" + principalName.toLowerCase(Locale.ROOT);
        if (passwordAttempts.isExhausted(name)) {
            return new SignInResult.Refused(SignInResult.Reason.LOCKED);
        }
        Optional<Principal.User> user = principals.user(tenant, principalName);
        if (!credentials.isPassword(user, password)) {
            passwordAttempts.failed(name);
            return new SignInResult.Refused(SignInResult.Reason.BAD_USER);
        }
        passwordAttempts.succeeded(name);
        Principal.User who = user.orElseThrow();
        if (!who.standing().enabled()) {
            return new SignInResult.Refused(SignInResult.Reason.DISABLED);
        }
        return new SignInResult.Granted(issue(who, client, audience), who.id(), who);
    }

    /// A token for a user of this very process, whose account on the machine is the proof. For the
    /// embedded engine alone.
    public AccessToken inProcess(Principal.User user, String audience) {
        return issue(user, SHELL, audience);
    }

    private AccessToken issue(Principal.User user, UUID client, String audience) {
        return tokens.issue(
                new TokenSubject(user.tenant(), user.id(), client, null, user.principalName()),
                audience);
    }

    private sealed interface Match {
        record Right(UUID credential) implements Match {}

        record Wrong() implements Match {}

        record Locked() implements Match {}

        record Throttled() implements Match {}
    }

    /// Random secrets first: they are cheap to check, and right ones pass whatever others tried.
    private Match match(TenantId tenant, UUID client, SecretBytes secret) {
        Optional<UUID> random = credentials.randomSecret(tenant, client, secret);
        if (random.isPresent()) {
            return new Match.Right(random.get());
        }
        String name = tenant + "/" + client;
        if (secretAttempts.isExhausted(name)) {
            return new Match.Throttled();
        }
        secretAttempts.failed(name);
        if (!credentials.hasChosenSecrets(tenant)) {
            return new Match.Wrong();
        }
        if (passwordAttempts.isExhausted(name)) {
            return new Match.Locked();
        }
        Optional<UUID> chosen = credentials.chosenSecret(tenant, client, secret);
        if (chosen.isEmpty()) {
            passwordAttempts.failed(name);
            return new Match.Wrong();
        }
        passwordAttempts.succeeded(name);
        secretAttempts.succeeded(name);
        return new Match.Right(chosen.get());
    }
}
