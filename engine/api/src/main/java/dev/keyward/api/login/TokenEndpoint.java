package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.Directory;
import dev.keyward.directory.signin.IssuerKeys;
import dev.keyward.directory.signin.OnBehalfOf;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tokens.Resources;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.login.TokenAnswer;
import java.util.Map;
import java.util.Optional;

/// `/{tenant}/oauth2/token` and `/{tenant}/oauth2/v2.0/token`, and `devicecode` beside them
/// (identity.md, section 4).
final class TokenEndpoint {
    private final Tenancy tenancy;
    private final Map<String, Grant> grants;
    private final Grant deviceCodes;

    TokenEndpoint(Directory directory, AuthorityDocuments documents, IssuerKeys issuers) {
        this.tenancy = directory.tenancy();
        SignIn signIn = directory.signIn();
        Resources resources = directory.tokens().resources();
        ClientAuthentication clients = new ClientAuthentication(signIn, issuers, documents);
        TokenAnswers answers = new TokenAnswers(directory.tokens(), documents);
        Grant deviceCode = new DeviceCodeGrant(signIn, directory.devices(), clients, answers);
        this.grants =
                Map.of(
                        "authorization_code",
                        new AuthorizationCodeGrant(signIn, resources, clients, answers),
                        "client_credentials",
                        new ClientCredentialsGrant(signIn, resources, clients, answers),
                        "password",
                        new PasswordGrant(signIn, resources, clients, answers),
                        "refresh_token",
                        new RefreshTokenGrant(signIn, resources, clients, answers),
                        OnBehalfOfGrant.TYPE,
                        new OnBehalfOfGrant(
                                new OnBehalfOf(directory.principals(), directory.tokens()),
                                resources,
                                clients,
                                answers),
                        DeviceCodeGrant.TYPE,
                        deviceCode,
                        DeviceCodeGrant.OLDER_TYPE,
                        deviceCode);
        this.deviceCodes = new DeviceCodeStart(directory.devices(), resources, clients, answers);
    }

    ApiResponse answer(Exchange exchange, TokenAnswer.Version version) {
        return asked(exchange, version, this::granted);
    }

    /// A client wants somebody to sign in for it elsewhere.
    ApiResponse deviceCode(Exchange exchange, TokenAnswer.Version version) {
        return asked(exchange, version, deviceCodes);
    }

    private ApiResponse asked(Exchange exchange, TokenAnswer.Version version, Grant grant) {
        Optional<Form> form = Form.parse(exchange.body());
        if (form.isEmpty()) {
            return Refusal.MALFORMED.answer(exchange);
        }
        Optional<Tenant> tenant = tenancy.tenantNamed(exchange.path("tenant"));
        if (tenant.isEmpty()) {
            return Refusal.UNKNOWN_TENANT.answer(exchange);
        }
        exchange.audit().resource(tenant.get().id());
        try {
            return grant.answer(new TokenRequest(exchange, form.get(), tenant.get(), version));
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Throttled) {
                // It wasn't its turn yet, perhaps because the client didn't wait for it.
                exchange.pause();
            }
            throw refused;
        }
    }

    private ApiResponse granted(TokenRequest request) {
        Exchange exchange = request.exchange();
        Optional<String> type = request.form().get("grant_type");
        exchange.audit().extra(AuditFields.Extra.GRANT_TYPE, type.orElse(""));
        if (type.isEmpty()) {
            return Refusal.MALFORMED.answer(exchange);
        }
        Grant grant = grants.get(type.get());
        return grant == null ? Refusal.UNSUPPORTED_GRANT.answer(exchange) : grant.answer(request);
    }
}
