package dev.keyward.client.signin;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.Transport;
import dev.keyward.client.transport.VaultCallException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the region a vault is in by its name alone, and remembers it. Safe for use by several
/// threads.
///
/// It asks the hosts that the vault may have: one under which no vault lives says so to everybody,
/// one under which one lives asks for a token. So nobody needs a right in the management plane to
/// find a vault, and no token goes to a host that isn't the vault's. Where a deployment has one
/// region, nobody is asked.
public final class VaultPlaces {
    private final VaultHosts hosts;
    private final Rest anonymous;
    private final Map<String, URI> found = new ConcurrentHashMap<>();

    public VaultPlaces(Transport transport, VaultHosts hosts, Pause pause) {
        this.hosts = hosts;
        this.anonymous = new Rest(transport, null, "", pause);
    }

    /// The base URI of a vault; that under the suffix if there is no such vault, since it may be
    /// made yet.
    ///
    /// @throws VaultCallException if no host can have such a name
    public URI of(String vaultName) {
        String key = vaultName.toLowerCase(Locale.ROOT);
        URI known = found.get(key);
        if (known != null) {
            return known;
        }
        if (hosts.regions().size() > 1) {
            for (URI each : hosts.all(vaultName)) {
                if (isThere(each)) {
                    found.put(key, each);
                    return each;
                }
            }
        }
        return hosts.of(vaultName);
    }

    /// To be looked for anew: it was made, removed, or isn't where it was.
    public void forget(String vaultName) {
        found.remove(vaultName.toLowerCase(Locale.ROOT));
    }

    /// [#forget(String)] of all.
    public void forget() {
        found.clear();
    }

    private boolean isThere(URI vault) {
        try {
            anonymous.send("GET", vault);
            return true;
        } catch (VaultCallException e) {
            return e.status() != VaultCallException.NO_ANSWER
                    && !(e.failure() instanceof CallFailure.HostNotFound);
        }
    }
}
