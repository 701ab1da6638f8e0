package dev.keyward.api.graph;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.WireError;
import dev.keyward.wire.graph.Dialect;
import dev.keyward.wire.graph.DirectoryObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What all calls of the graph share: one tenant, that of the caller; one dialect; reading for
/// everybody in the tenant, changes for its administrators.
record Graph(Directory directory, Dialect dialect) {
    /// The path of a collection or call, in the dialect.
    String path(String rest) {
        return switch (dialect) {
            case AAD -> "/{tenant}/" + rest;
            case MICROSOFT -> "/v1.0/" + rest;
        };
    }

    Operation read(String name, Handler handler) {
        return Operation.signedIn(
                name, Category.ADMINISTRATIVE, Cost.MEMORY, shaped(inOwnTenant(handler)));
    }

    Operation change(String name, Handler handler) {
        Handler guarded =
                exchange -> {
                    if (!isAdministrator(exchange)) {
                        throw denied();
                    }
                    return handler.run(exchange);
                };
        return ownChange(name, guarded);
    }

    /// A change that an application may make of itself; who may, the handler decides.
    Operation ownChange(String name, Handler handler) {
        return Operation.signedIn(
                name, Category.ADMINISTRATIVE, Cost.STORE, shaped(inOwnTenant(handler)));
    }

    boolean isAdministrator(Exchange exchange) {
        return tenant(exchange).isAdministrator(exchange.caller());
    }

    static RefusedRequest denied() {
        return refused(
                403,
                "Authorization_RequestDenied",
                "Insufficient privileges to complete the operation.");
    }

    private Handler inOwnTenant(Handler handler) {
        return exchange -> {
            String segment = exchange.optionalPath("tenant").orElse("myorganization");
            boolean own =
                    segment.equalsIgnoreCase("myorganization")
                            || directory
                                    .tenancy()
                                    .tenantNamed(segment)
                                    .filter(tenant ->
                                            tenant.id().equals(exchange.caller().tenant()))
                                    .isPresent();
            if (!own) {
                throw refused(
                        403,
                        "Authentication_Unauthorized",
                        "The token is for another tenant than the path.");
            }
            return handler.run(exchange);
        };
    }

    /// Refusals in the dialect's shape and words.
    private Handler shaped(Handler handler) {
        return exchange -> {
            try {
                return handler.run(exchange);
            } catch (RefusedRequest refusal) {
                WireError answer = refusal.answer();
                return error(
                        exchange, answer.status(), answer.body().code(), answer.body().message());
            } catch (VaultException refusal) {
                return switch (refusal.error()) {
                    case VaultError.BadParameter e ->
                            error(
                                    exchange,
                                    400,
                                    "Request_BadRequest",
                                    e.parameter() + " must be " + e.mustBe());
                    case VaultError.Conflict _ ->
                            error(
                                    exchange,
                                    400,
                                    "Request_MultipleObjectsWithSameKeyValue",
                                    "Another object with the same value for one of the properties"
                                            + " already exists, or was changed meanwhile.");
                    default -> throw refusal;
                };
            }
        };
    }

    private ApiResponse error(Exchange exchange, int status, String code, String message) {
        exchange.audit().extra(AuditFields.Extra.REASON, code);
        return ApiResponse.json(status, dialect.error(code, message).toJson());
    }

    static RefusedRequest refused(int status, String code, String message) {
        return new RefusedRequest(status, code, message);
    }

    static RefusedRequest notFound() {
        return refused(
                404,
                "Request_ResourceNotFound",
                "Resource does not exist or one of its queried reference-property objects are"
                        + " not present.");
    }

    Tenant tenant(Exchange exchange) {
        return directory.tenancy().tenant(exchange.caller().tenant()).orElseThrow(Graph::notFound);
    }

    static TenantId tenantId(Exchange exchange) {
        return exchange.caller().tenant();
    }

    ApiResponse one(int status, DirectoryObject object) {
        return ApiResponse.json(status, dialect.one(object).toJson());
    }

    ApiResponse list(Exchange exchange, List<? extends DirectoryObject> objects) {
        return ApiResponse.json(200, dialect.list(exchange.endpoints().graph(), objects).toJson());
    }

    // --- look-ups by what a path names

    /// @throws RefusedRequest with `Request_ResourceNotFound`
    <P extends Principal> P principal(Exchange exchange, Class<P> kind) {
        String name = exchange.path("id");
        exchange.audit().extra(AuditFields.Extra.TARGET, name);
        Optional<? extends Principal> found =
                name.length() > 256
                        ? Optional.empty()
                        : directory.principals().find(tenantId(exchange), new PrincipalId(name));
        if (found.isEmpty() && kind == Principal.User.class) {
            found = directory.principals().user(tenantId(exchange), name);
        }
        return found.filter(kind::isInstance).map(kind::cast).orElseThrow(Graph::notFound);
    }

    /// @throws RefusedRequest with `Request_ResourceNotFound`
    Application application(Exchange exchange) {
        String id = exchange.path("id");
        exchange.audit().extra(AuditFields.Extra.TARGET, id);
        if (!Guids.isGuid(id)) {
            throw notFound();
        }
        return directory
                .principals()
                .applicationByObjectId(tenantId(exchange), UUID.fromString(id))
                .orElseThrow(Graph::notFound);
    }

    // --- answers

    DirectoryObject answer(Principal principal) {
        return switch (principal) {
            case Principal.User user -> answer(user);
            case Principal.Group group ->
                    new DirectoryObject.Group(
                            group.id().value(), group.displayName(), group.mailNickname());
            case Principal.ServicePrincipal application -> answer(application);
        };
    }

    private static DirectoryObject answer(Principal.User user) {
        return new DirectoryObject.User(
                user.id().value(),
                user.displayName(),
                user.principalName(),
                user.mail(),
                user.standing().enabled());
    }

    private DirectoryObject answer(Principal.ServicePrincipal principal) {
        List<String> names = new ArrayList<>(List.of(principal.appId().toString()));
        directory
                .principals()
                .application(principal.tenant(), principal.appId())
                .ifPresent(application -> names.addAll(application.profile().identifierUris()));
        return new DirectoryObject.ServicePrincipal(
                principal.id().value(),
                principal.appId().toString(),
                principal.displayName(),
                names,
                principal.standing().enabled());
    }

    DirectoryObject.Application answer(Application application) {
        return new DirectoryObject.Application(
                application.objectId().toString(),
                application.appId().toString(),
                application.displayName(),
                application.profile().homePage(),
                application.profile().identifierUris(),
                application.credentials().stream().map(Graph::answer).toList(),
                directory.principals().assertors().certificates(application.appId()).stream()
                        .map(GraphAssertors::shown)
                        .toList(),
                GraphApplications.shown(
                        directory
                                .principals()
                                .redirectUris(application.tenant(), application.appId())));
    }

    private static DirectoryObject.PasswordCredential answer(Application.Credential credential) {
        return new DirectoryObject.PasswordCredential(
                credential.keyId().toString(),
                credential.displayName(),
                credential.hint(),
                credential.start(),
                credential.end(),
                null);
    }
}
