package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.Guids;
import dev.keyward.wire.login.TokenRefusal;
import java.util.function.Supplier;

/// Why no token is given (identity.md, section 4.4). The description never repeats what the client
/// sent.
enum Refusal {
    MALFORMED(400, "invalid_request", 900144, "The request body is malformed or incomplete."),
    UNKNOWN_TENANT(400, "invalid_request", 90002, "Tenant not found."),
    UNSUPPORTED_GRANT(
            400, "unsupported_grant_type", 70003, "The grant type is not supported here."),
    ASSERTION_MALFORMED(
            401,
            "invalid_client",
            50027,
            "The client assertion is no JWT with an allowed header and the claims that are"
                    + " needed."),
    ASSERTION_TIME(
            401,
            "invalid_client",
            700024,
            "The client assertion is not within its valid time range, or valid for too long."),
    ASSERTION_CLIENT(
            401,
            "invalid_client",
            700021,
            "The client assertion's application identifier doesn't match 'client_id'."),
    ASSERTION_AUDIENCE(
            401,
            "invalid_client",
            700023,
            "The client assertion's audience is not this token endpoint."),
    ASSERTION_KEY(
            401,
            "invalid_client",
            700027,
            "The application is unknown in this tenant, or the client assertion is signed by no key"
                    + " that is registered for it."),
    ASSERTION_REPLAYED(
            401,
            "invalid_client",
            5002723,
            "The client assertion was used before; 'jti' is known."),
    CERTIFICATE_EXPIRED(
            401,
            "invalid_client",
            7000222,
            "The certificate of the client is expired or not yet valid."),
    CERTIFICATE_UNKNOWN(
            401,
            "invalid_client",
            700027,
            "The application is unknown in this tenant, or the certificate of the connection is"
                    + " registered for it by nobody."),
    FEDERATED_ISSUER(
            401,
            "invalid_client",
            700211,
            "No matching federated identity record found for the assertion's issuer."),
    FEDERATED_AUDIENCE(
            401,
            "invalid_client",
            700212,
            "No matching federated identity record found for the assertion's audience."),
    FEDERATED_SUBJECT(
            401,
            "invalid_client",
            700213,
            "No matching federated identity record found for the assertion's subject."),
    ISSUER_UNREACHABLE(
            401,
            "invalid_client",
            50166,
            "The keys of the assertion's issuer can't be had, or may not be asked for."),
    BAD_CLIENT(
            401,
            "invalid_client",
            7000215,
            "The application is unknown in this tenant, or the client secret is invalid."),
    NOT_PUBLIC(
            401,
            "invalid_client",
            7000218,
            "The request body must contain the parameter 'client_secret'."),
    SECOND_FACTOR(
            400,
            "interaction_required",
            50076,
            "The account needs a second factor, which this way of signing in can't ask for; use a"
                    + " device code or a browser."),
    BAD_CODE(
            400,
            "invalid_grant",
            500121,
            "The code is wrong, was used before, or there is no app that shows any."),
    GRANT_OVER(
            400,
            "invalid_grant",
            70008,
            "The authorization code or refresh token is expired, revoked, or was not issued to this"
                    + " client for this request."),
    GRANT_REUSED(
            400,
            "invalid_grant",
            54005,
            "The authorization code or refresh token was used before; the session it belongs to has"
                    + " ended."),
    GRANT_REVOKED(
            400,
            "invalid_grant",
            50173,
            "The session was revoked, or the account disabled, after the grant was made; sign in"
                    + " again."),
    DEVICE_PENDING(
            400,
            "authorization_pending",
            70016,
            "Nobody has signed in with the code yet; ask again."),
    DEVICE_DECLINED(
            400, "authorization_declined", 65004, "Whoever typed the code declined the sign-in."),
    DEVICE_OVER(
            400,
            "expired_token",
            70019,
            "The device code is expired, or tokens were given for it before."),
    DEVICE_CODE(
            400,
            "bad_verification_code",
            70018,
            "The device code is none of this client in this tenant."),
    USER_TOKEN_SIGNATURE(
            400,
            "invalid_grant",
            50013,
            "Assertion failed signature validation: it is no access token of this tenant."),
    USER_TOKEN_TIME(400, "invalid_grant", 500133, "Assertion is not within its valid time range."),
    USER_TOKEN_AUDIENCE(
            400,
            "invalid_grant",
            500131,
            "Assertion audience does not match the application presenting the assertion: it has to"
                    + " be its application id or one of its identifier URIs."),
    USER_TOKEN_APPLICATION(
            400,
            "invalid_grant",
            7000114,
            "Application is not allowed to make application on-behalf-of calls: the assertion"
                    + " speaks of no user."),
    USER_TOKEN_DEPTH(
            400,
            "invalid_grant",
            50013,
            "The assertion was handed on by as many applications as is allowed."),
    NO_PRINCIPAL(
            400,
            "unauthorized_client",
            7000229,
            "The application has no service principal in this tenant."),
    DISABLED(400, "invalid_grant", 50057, "The account is disabled."),
    BAD_USER(400, "invalid_grant", 50126, "Invalid user name or password."),
    LOCKED(
            400,
            "invalid_grant",
            50053,
            "Too many failed attempts; this name is locked for 15 minutes."),
    UNKNOWN_RESOURCE(
            400, "invalid_resource", 500011, "The resource is not known in this deployment."),
    BAD_SCOPE(400, "invalid_scope", 70011, "The scope must name one resource.");

    private final int status;
    private final String error;
    private final int code;
    private final String description;

    Refusal(int status, String error, int code, String description) {
        this.status = status;
        this.error = error;
        this.code = code;
        this.description = description;
    }

    /// The error code of OAuth.
    String error() {
        return error;
    }

    /// What is told beside the code: a number of Entra, and words.
    String text() {
        return "AADSTS" + code + ": " + description;
    }

    /// The audit record of a sign-in that is refused so, for a change that goes with it.
    Supplier<byte[]> evidence(Exchange exchange) {
        Supplier<byte[]> evidence = exchange.evidence(status);
        return () -> {
            exchange.audit().extra(AuditFields.Extra.REASON, name());
            return evidence.get();
        };
    }

    ApiResponse answer(Exchange exchange) {
        exchange.audit().extra(AuditFields.Extra.REASON, name());
        String request = exchange.requestId().toString();
        String correlation =
                exchange.header("client-request-id").filter(Guids::isGuid).orElse(request);
        return ApiResponse.json(
                status,
                new TokenRefusal(
                                error, code, description, exchange.received(), request, correlation)
                        .toJson());
    }
}
