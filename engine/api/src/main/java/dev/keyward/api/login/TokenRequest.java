package dev.keyward.api.login;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.Bug;
import dev.keyward.model.TenantId;
import dev.keyward.wire.login.TokenAnswer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is asked of a token endpoint, and of which.
record TokenRequest(Exchange exchange, Form form, Tenant tenant, TokenAnswer.Version version) {
    TenantId tenantId() {
        return tenant.id();
    }

    /// The `scope`, as it is.
    String scope() {
        return form.get("scope").orElse("");
    }

    boolean hasScope(String name) {
        return List.of(scope().split(" ")).contains(name);
    }

    /// As if this `scope` had been sent.
    TokenRequest withScope(String scope) {
        return new TokenRequest(exchange, form.with("scope", scope), tenant, version);
    }

    /// Whether a refresh token is wanted: the newer endpoint gives it to who asks for it, the older
    /// one always did.
    boolean wantsRefreshToken() {
        return switch (version) {
            case V1 -> true;
            case V2 -> hasScope("offline_access");
        };
    }

    /// Of a client that was found to be who it says: in the body, or with its secret in the header.
    UUID clientId() {
        return form.get("client_id")
                .or(() ->
                        ClientCredential.of(form, header("authorization"))
                                .map(ClientCredential::id))
                .map(UUID::fromString)
                .orElseThrow(() -> Bug.because("a client without an id signed in"));
    }

    Optional<String> header(String name) {
        return exchange.header(name);
    }

    /// The record of a wrong password becomes durable with the row that counts it.
    SignIn.Attempt attempt(Refusal wrong) {
        return new SignIn.Attempt(
                exchange.request().peer(), exchange::isAbandoned, wrong.evidence(exchange));
    }
}
