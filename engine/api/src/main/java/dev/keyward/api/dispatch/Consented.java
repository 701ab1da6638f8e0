package dev.keyward.api.dispatch;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import org.jspecify.annotations.Nullable;

/// Lets nobody in whose directory took back its consent (tenancy.md, section 9): its administrators
/// alone, and nowhere but where they can give it again.
///
/// @param tokens tells who sent a token
public record Consented(Authenticator tokens, Tenancy tenancy) implements Authenticator {
    /// What clients of the management plane are told.
    static final String CODE = "InvalidAuthenticationTokenTenant";

    @Override
    public Caller verify(
            String token,
            ResourceServer audience,
            @Nullable CertificateThumbprint proven,
            @Nullable TenantId tenant) {
        Caller caller = tokens.verify(token, audience, proven, tenant);
        if (tenancy.isWithdrawn(caller.tenant())) {
            switch (audience) {
                case GRAPH -> {}
                case VAULT ->
                        throw new VaultException(
                                new VaultError.Unauthorized(
                                        "AKV10000: The token's directory tenant withdrew its"
                                                + " consent."));
                case MANAGEMENT, ADMIN -> requireAdministrator(caller);
            }
        }
        return caller;
    }

    private void requireAdministrator(Caller caller) {
        if (tenancy.tenant(caller.tenant())
                .filter(tenant -> tenant.isAdministrator(caller))
                .isEmpty()) {
            throw new RefusedRequest(
                    401,
                    CODE,
                    "The access token is from the directory tenant '"
                            + caller.tenant()
                            + "', which withdrew its consent to this deployment. Its"
                            + " administrators give it again.");
        }
    }
}
