package dev.keyward.directory.providers;

import dev.keyward.model.PrincipalId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a provider's tokens are taken, and whom clients are sent to.
///
/// @param enabled if not, none of its tokens is
/// @param blocked object ids whose tokens aren't
/// @param authority what the challenge of the tenant's vaults names in place of the built-in
///   provider, such as `https://login.microsoftonline.com/{tenant}`; null if it doesn't
public record ProviderStanding(
        boolean enabled, Set<PrincipalId> blocked, @Nullable String authority) {
    public static final ProviderStanding GOOD = new ProviderStanding(true, Set.of(), null);

    private static final int MOST_BLOCKED = 1000;

    /// @throws dev.keyward.model.VaultException with `BadParameter`
    public ProviderStanding {
        blocked = Set.copyOf(blocked);
        Rule.require(blocked.size() <= MOST_BLOCKED, "blockedObjectIds", "at most " + MOST_BLOCKED);
        Rule.httpsIfGiven("authority", authority);
        // It stands between quotes in a header, and clients take its path apart.
        Rule.require(
                authority == null || !authority.endsWith("/"),
                "authority",
                "without a slash at the end");
    }
}
