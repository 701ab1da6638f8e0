package dev.keyward.api.login;

import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.RedirectUri;
import dev.keyward.directory.principals.RedirectUris;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.Guids;
import dev.keyward.model.TenantId;
import dev.keyward.wire.login.TokenAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads authorization requests. Whom to answer is found out first: until a client and a URI of it
/// are known, nobody is sent anywhere (RFC 6749 4.1.2.1).
record AuthorizeReader(Directory directory, AuthorityDocuments documents) {
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST = 4096;

    /// A request taken apart.
    sealed interface Read {
        /// @param platform what waits for the answer
        /// @param wish what it says of how to sign in
        record Right(AuthorizeRequest request, RedirectUris.Platform platform, Wish wish)
                implements Read {}

        /// The client is told.
        record Wrong(ReplyTo reply, String error, String description) implements Read {}

        /// Only the person may be told: who asked isn't sure.
        record Unsafe(String description) implements Read {}
    }

    /// How the client wants somebody to sign in (OpenID Connect Core 1.0, 3.1.2.1).
    ///
    /// @param prompt its words
    /// @param hint the user name; empty for none
    /// @param longestAgo the most seconds since he signed in
    record Wish(Set<String> prompt, String hint, long longestAgo) {}

    Read read(
            Exchange exchange,
            Tenant tenant,
            TokenAnswer.Version version,
            Function<String, Optional<String>> given) {
        Function<String, Optional<String>> parameters =
                name -> given.apply(name).filter(value -> !value.isEmpty());
        Optional<String> client = parameters.apply("client_id");
        if (client.isEmpty() || !Guids.isGuid(client.get())) {
            return new Read.Unsafe("AADSTS900144: The parameter 'client_id' is missing or no id.");
        }
        exchange.audit().extra(AuditFields.Extra.CLIENT_ID, client.get());
        UUID id = UUID.fromString(client.get());
        Optional<String> name = name(directory, tenant.id(), id);
        if (name.isEmpty()) {
            return new Read.Unsafe(
                    "AADSTS700016: The application isn't registered in this directory.");
        }
        Optional<RedirectUri> uri = parameters.apply("redirect_uri").flatMap(RedirectUri::parse);
        Optional<RedirectUris.Platform> platform =
                uri.flatMap(known ->
                        directory
                                .signIn()
                                .platform(tenant.id(), id, known, exchange.endpoints().login()));
        if (uri.isEmpty() || platform.isEmpty()) {
            return new Read.Unsafe(
                    "AADSTS50011: The parameter 'redirect_uri' is missing, or none of the URIs that"
                            + " are registered for the application.");
        }
        Optional<ReplyTo.Mode> mode =
                ReplyTo.Mode.of(parameters.apply("response_mode").orElse("query"));
        ReplyTo reply =
                new ReplyTo(
                        uri.get(),
                        mode.orElse(ReplyTo.Mode.QUERY),
                        parameters.apply("state").orElse(null),
                        documents.idTokenIssuer(exchange, tenant, version));
        if (mode.isEmpty()) {
            return new Read.Wrong(
                    reply,
                    "invalid_request",
                    "AADSTS70014: The response_mode has to be query, fragment or form_post.");
        }
        return read(exchange, tenant, parameters, id, name.get(), reply, platform.get());
    }

    private Read read(
            Exchange exchange,
            Tenant tenant,
            Function<String, Optional<String>> parameters,
            UUID client,
            String name,
            ReplyTo reply,
            RedirectUris.Platform platform) {
        if (!parameters.apply("response_type").orElse("").equals("code")) {
            return new Read.Wrong(
                    reply,
                    "unsupported_response_type",
                    "AADSTS700054: The response_type has to be code.");
        }
        Optional<String> challenge = parameters.apply("code_challenge");
        if (challenge.isEmpty() && platform != RedirectUris.Platform.WEB) {
            return new Read.Wrong(
                    reply,
                    "invalid_request",
                    "AADSTS9002325: Proof Key for Code Exchange is required for this client.");
        }
        if (challenge.isPresent()
                && !(CHALLENGE.matcher(challenge.get()).matches()
                        && parameters.apply("code_challenge_method").orElse("").equals("S256"))) {
            return new Read.Wrong(
                    reply,
                    "invalid_request",
                    "AADSTS50147: The code_challenge_method has to be S256, and the code_challenge"
                            + " 43 characters.");
        }
        Optional<String> nonce = parameters.apply("nonce");
        Optional<String> scope = parameters.apply("scope");
        if (nonce.orElse("").length() > LONGEST || scope.orElse("").length() > LONGEST) {
            return new Read.Wrong(
                    reply, "invalid_request", "AADSTS90014: The nonce or scope is too long.");
        }
        Set<String> prompt = Set.of(parameters.apply("prompt").orElse("").split(" "));
        if (prompt.contains("none") && prompt.size() > 1) {
            return new Read.Wrong(
                    reply, "invalid_request", "AADSTS90023: prompt=none stands alone.");
        }
        Optional<Long> longestAgo = longestAgo(parameters);
        if (longestAgo.isEmpty()) {
            return new Read.Wrong(
                    reply, "invalid_request", "AADSTS90023: max_age is a number of seconds.");
        }
        String resource;
        switch (AskedResource.of(
                exchange,
                tenant.id(),
                parameters.apply("resource"),
                scope,
                directory.tokens().resources())) {
            case AskedResource.Known(String known) -> resource = known;
            // To know who somebody is, as Entra has it: what he may ask of the graph.
            case AskedResource.None _ -> resource = exchange.endpoints().graph();
            case AskedResource.Wrong(Refusal refusal) -> {
                return new Read.Wrong(reply, refusal.error(), refusal.text());
            }
        }
        return new Read.Right(
                new AuthorizeRequest(
                        client,
                        name,
                        reply,
                        resource,
                        scope.orElse(""),
                        nonce.orElse(null),
                        challenge.orElse(null)),
                platform,
                new Wish(prompt, parameters.apply("login_hint").orElse(""), longestAgo.get()));
    }

    /// @return empty for what is no number
    private static Optional<Long> longestAgo(Function<String, Optional<String>> parameters) {
        Optional<String> given = parameters.apply("max_age");
        if (given.isEmpty()) {
            return Optional.of(Long.MAX_VALUE);
        }
        return given.get().matches("[0-9]{1,10}")
                ? Optional.of(Long.parseLong(given.get()))
                : Optional.empty();
    }

    /// What people call a client of the tenant.
    static Optional<String> name(Directory directory, TenantId tenant, UUID client) {
        return SignIn.publicClientName(client)
                .or(() ->
                        directory
                                .principals()
                                .application(tenant, client)
                                .map(Application::displayName));
    }
}
