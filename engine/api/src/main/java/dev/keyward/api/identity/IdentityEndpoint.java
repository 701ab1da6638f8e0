package dev.keyward.api.identity;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An endpoint at which workloads on the server's machine get tokens, and whose they are.
///
/// @param name by which the operator knows it, and audit records name it
/// @param header the secret of `X-IDENTITY-HEADER`, in the shape of App Service; null for the shape
///   of the instance metadata service, which asks for none
/// @param tenant whose identities; null for the deployment's first
/// @param identities what may be asked for, the first of them also without a name; empty for the
///   first administrator's, which a development server alone may have
public record IdentityEndpoint(
        String name,
        @Nullable SecretBytes header,
        @Nullable TenantId tenant,
        List<Identity> identities) {
    public IdentityEndpoint {
        identities = List.copyOf(identities);
    }

    /// An application of the tenant, by its service principal there.
    ///
    /// @param resourceId ARM id that clients may name it by, and its tokens do; null for none
    public record Identity(UUID clientId, @Nullable String resourceId) {}
}
