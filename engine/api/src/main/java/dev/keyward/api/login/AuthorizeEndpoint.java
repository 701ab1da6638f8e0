package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.Query;
import dev.keyward.directory.principals.RedirectUris;
import dev.keyward.directory.sessions.BrowserSessions;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.VaultException;
import dev.keyward.wire.login.TokenAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// `/{tenant}/oauth2/authorize` and `/{tenant}/oauth2/v2.0/authorize`: a client sends a person here
/// and gets a code back, which its token is given for.
record AuthorizeEndpoint(Tenancy tenancy, AuthorizeReader reader, SignInPages pages) {
    ApiResponse answer(Exchange exchange, TokenAnswer.Version version) {
        Optional<Tenant> tenant = tenancy.tenantNamed(exchange.path("tenant"));
        if (tenant.isEmpty()) {
            return pages.refused(exchange, "UNKNOWN_TENANT", Refusal.UNKNOWN_TENANT.text());
        }
        exchange.audit().resource(tenant.get().id());
        Optional<Function<String, Optional<String>>> parameters = parameters(exchange);
        if (parameters.isEmpty()) {
            return pages.refused(exchange, "MALFORMED", Refusal.MALFORMED.text());
        }
        return switch (reader.read(exchange, tenant.get(), version, parameters.get())) {
            case AuthorizeReader.Read.Unsafe(String description) ->
                    pages.refused(exchange, "UNSAFE_REDIRECT", description);
            case AuthorizeReader.Read.Wrong(ReplyTo reply, String error, String description) -> {
                exchange.audit().extra(AuditFields.Extra.REASON, error);
                yield reply.refused(error, description, pages.pages());
            }
            case AuthorizeReader.Read.Right(
                            AuthorizeRequest request,
                            RedirectUris.Platform platform,
                            AuthorizeReader.Wish wish) ->
                    answer(exchange, tenant.get(), request, platform, wish);
        };
    }

    /// Of the query, or of the form; empty for what is malformed.
    static Optional<Function<String, Optional<String>>> parameters(Exchange exchange) {
        if (exchange.request().method().equals("POST")) {
            return Form.parse(exchange.body()).map(form -> form::get);
        }
        try {
            Query query = exchange.query();
            return Optional.of(query::get);
        } catch (VaultException malformed) {
            return Optional.empty();
        }
    }

    private ApiResponse answer(
            Exchange exchange,
            Tenant tenant,
            AuthorizeRequest request,
            RedirectUris.Platform platform,
            AuthorizeReader.Wish wish) {
        Optional<BrowserSessions.Found> session =
                wish.prompt().contains("login")
                        ? Optional.empty()
                        : pages.session(exchange, tenant)
                                .filter(found -> fits(exchange, found, wish));
        if (!wish.prompt().contains("none")) {
            return pages.begin(exchange, tenant, request, session, wish.hint());
        }
        if (session.isEmpty()) {
            return refused(
                    exchange,
                    request,
                    "login_required",
                    "AADSTS50058: Nobody is signed in in this browser.");
        }
        // Any program of the machine may listen there, and nobody would be asked (RFC 8252 8.6).
        return platform == RedirectUris.Platform.PUBLIC
                ? refused(
                        exchange,
                        request,
                        "interaction_required",
                        "AADSTS16000: The person has to choose, since anybody could wait for the"
                                + " answer.")
                : pages.done(exchange, tenant, request, session.get().session());
    }

    private ApiResponse refused(
            Exchange exchange, AuthorizeRequest request, String error, String description) {
        exchange.audit().extra(AuditFields.Extra.REASON, error);
        return request.reply().refused(error, description, pages.pages());
    }

    private static boolean fits(
            Exchange exchange, BrowserSessions.Found found, AuthorizeReader.Wish wish) {
        Duration ago = Duration.between(found.session().at(), exchange.received());
        return ago.toSeconds() <= wish.longestAgo()
                && (wish.hint().isEmpty()
                        || wish.hint().equalsIgnoreCase(found.user().principalName()));
    }
}
