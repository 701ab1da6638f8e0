package dev.keyward.directory.signin;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.tokens.TokenSubject;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tokens for workloads that show nothing but where they run: at an endpoint of the server's own
/// machine, which the operator bound to service principals (decision 0040). Safe for use by several
/// threads.
///
/// The token names no credential. It ends, like every other, when its principal is disabled or
/// removed or its tokens are revoked, and otherwise after its hour.
public final class ManagedIdentities {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /// As many as Azure's own endpoint gives out (20 a second).
    private static final int TOKENS = 1_200;

    private static final int WRONG_HEADERS = 10;

    private final Principals principals;
    private final Tokens tokens;
    private final Attempts asked;
    private final Attempts wrong;

    public ManagedIdentities(Principals principals, Tokens tokens, InstantSource clock) {
        this.principals = principals;
        this.tokens = tokens;
        this.asked = new Attempts(TOKENS, WINDOW, clock);
        this.wrong = new Attempts(WRONG_HEADERS, WINDOW, clock);
    }

    /// A token of a service principal.
    ///
    /// @param endpoint that is asked, which paces it
    /// @param resourceId ARM id that the identity is known by; null for none
    /// @param audience known to [dev.keyward.directory.tokens.Resources]
    public SignInResult token(
            String endpoint,
            TenantId tenant,
            UUID client,
            @Nullable String resourceId,
            String audience) {
        if (asked.isExhausted(endpoint)) {
            return new SignInResult.Throttled(Duration.ofSeconds(1));
        }
        asked.failed(endpoint);
        Optional<Principal.ServicePrincipal> principal =
                principals.servicePrincipal(tenant, client);
        if (principal.isEmpty()) {
            return new SignInResult.Refused(SignInResult.Reason.NO_PRINCIPAL);
        }
        if (!principal.get().standing().enabled()) {
            return new SignInResult.Refused(SignInResult.Reason.DISABLED);
        }
        TokenSubject subject =
                new TokenSubject(
                        tenant,
                        principal.get().id(),
                        client,
                        TokenSubject.Proof.managed(resourceId),
                        null);
        return new SignInResult.Granted(
                tokens.issue(subject, audience), principal.get().id(), null, null, null);
    }

    /// Somebody showed a wrong header to an endpoint, or none. Right ones pass whatever others try.
    ///
    /// @return whether that is too often
    public boolean wrongHeader(String endpoint) {
        if (wrong.isExhausted(endpoint)) {
            return true;
        }
        wrong.failed(endpoint);
        return false;
    }
}
