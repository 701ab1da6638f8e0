package dev.keyward.directory;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

/// What the first start of a deployment made.
///
/// @param administrator owns the subscription
/// @param secret shown once; null for the administrator of this very process, who needs none
public record FirstStart(
        Tenant tenant,
        Subscription subscription,
        Principal administrator,
        @Nullable SecretBytes secret) {

    /// What a first start makes beside the tenant and its subscription.
    ///
    /// @param domain of the tenant, such as `keyward.localhost`
    /// @param administrator name of the user or application
    /// @param kind user in this process, or application with a secret
    public record Plan(String domain, String administrator, Kind kind) {}

    /// Who becomes administrator.
    public enum Kind {
        /// An application with a secret made here.
        APPLICATION,
        /// A user without password, who is let in by
        /// [dev.keyward.directory.signin.SignIn#inProcess] alone.
        LOCAL_USER
    }
}
