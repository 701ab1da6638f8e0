package dev.keyward.api.exchange;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.roles.Decision;
import dev.keyward.vault.vaults.Vault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What is found out about a request on its way to an operation. Only whoever began the [Exchange]
/// has this: an operation reads what was found and can't change who its caller is.
public final class Admission {
    private final Exchange exchange;

    public Admission(
            ApiRequest request,
            Plane plane,
            HostKind host,
            Endpoints endpoints,
            UUID requestId,
            Instant received,
            Recorder recorder) {
        this.exchange =
                new Exchange(request, plane, host, endpoints, requestId, received, recorder);
    }

    public Exchange exchange() {
        return exchange;
    }

    /// A route led to an operation.
    ///
    /// @param names of the parts in braces of its template
    /// @param values of these parts, decoded
    public void matched(
            String operation, Category category, List<String> names, List<String> values) {
        exchange.matched(operation, category, names, values);
    }

    /// The vault that the request's host names is there.
    public void reached(Vault vault) {
        exchange.reached(vault);
    }

    /// The token is good.
    public void authenticated(Caller caller) {
        exchange.authenticated(caller);
    }

    /// Whether the caller may do it, either way.
    public void decided(Decision decision) {
        exchange.decided(decision);
    }

    /// Nobody waits for the answer any longer.
    public void left() {
        exchange.left();
    }

    /// Its answer is made and shares an audit record with others, by which it is found under this
    /// id. Its body isn't needed any more.
    public void rolledUp(UUID id) {
        exchange.rolledUp(id);
    }
}
