package dev.keyward.directory;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.SecretBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the first start of a deployment made.
///
/// @param provider the operator's subscription
/// @param subscription a tenant's, on the public offer
/// @param administrator owns both
/// @param secret shown once; null for the administrator of this very process, who needs none
public record FirstStart(
        Tenant tenant,
        Subscription provider,
        Subscription subscription,
        Principal administrator,
        @Nullable SecretBytes secret) {

    /// What a first start makes beside the tenant and its subscription.
    ///
    /// @param domain of the tenant, such as `keyward.localhost`
    /// @param administrator name of the user or application
    /// @param kind user in this process, or application with a secret
    /// @param locations where subscriptions may have key vaults, the operator's own first
    public record Plan(String domain, String administrator, Kind kind, List<String> locations) {
        public Plan {
            locations = List.copyOf(locations);
        }
    }

    /// Who becomes administrator.
    public enum Kind {
        /// An application with a secret made here.
        APPLICATION,
        /// A user without password, who is let in by
        /// [dev.keyward.directory.signin.SignIn#inProcess] alone.
        LOCAL_USER
    }
}
