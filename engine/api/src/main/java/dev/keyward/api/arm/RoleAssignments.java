package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.roles.BuiltInRoles;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.directory.roles.RoleDefinition;
import dev.keyward.directory.roles.Roles;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.Printable;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.arm.RoleAssignmentParameters;
import dev.keyward.wire.arm.RoleAssignmentResource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Role assignments at every scope (authorization.md, section 5). Conditions are refused: one that
/// isn't checked would give more than its maker meant.
final class RoleAssignments {
    private static final String PATH = "/providers/Microsoft.Authorization/roleAssignments";
    private static final String ACTION = "Microsoft.Authorization/roleAssignments/";
    private static final String WRITE = ACTION + "write";
    private static final String DELETE = ACTION + "delete";
    private static final String READ = ACTION + "read";
    private static final int MOST = 4000;
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final Pattern SECURITY_IDENTIFIER =
            Pattern.compile("(?i)S-1(-[0-9]{1,20}){1,16}");

    private final Rights rights;
    private final RoleScopes scopes;
    private final Roles roles;
    private final Principals principals;

    RoleAssignments(Rights rights, RoleScopes scopes, Roles roles, Principals principals) {
        this.rights = rights;
        this.scopes = scopes;
        this.roles = roles;
        this.principals = principals;
    }

    List<Route> routes() {
        Operation list = Management.read(READ, this::list);
        Operation get = Management.read(READ, this::get);
        Operation put = Management.change(WRITE, this::put);
        Operation delete = Management.change(DELETE, this::delete);
        return scopes.paths(PATH)
                .flatMap(path ->
                        Stream.of(
                                Route.get(path, list),
                                Route.get(path + "/{assignment}", get),
                                Route.put(path + "/{assignment}", put),
                                Route.delete(path + "/{assignment}", delete)))
                .toList();
    }

    private ApiResponse list(Exchange exchange) {
        ResourceScope scope = RoleScopes.named(exchange);
        rights.at(exchange, READ, scope);
        AssignmentFilter filter =
                AssignmentFilter.parse(exchange.query().get("$filter"), roles::identities);
        List<RoleAssignment> found =
                roles.around(exchange.caller().tenant(), scope).stream()
                        .filter(assignment -> filter.accepts(assignment, scope))
                        .toList();
        return Pages.of(
                exchange,
                found,
                assignment -> assignment.id().toString(),
                RoleAssignments::resource);
    }

    private ApiResponse get(Exchange exchange) {
        ResourceScope scope = RoleScopes.named(exchange);
        rights.at(exchange, READ, scope);
        RoleAssignment found =
                find(exchange, scope)
                        .orElseThrow(() ->
                                Management.refused(
                                        404,
                                        "RoleAssignmentNotFound",
                                        "The role assignment '"
                                                + Printable.name(exchange.path("assignment"))
                                                + "' is not found."));
        return ApiResponse.json(200, resource(found).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        ResourceScope named = RoleScopes.named(exchange);
        Subscription subscription = rights.at(exchange, WRITE, named);
        RoleAssignmentParameters given = RoleAssignmentParameters.parse(exchange.body());
        RoleDefinition role = role(given.roleDefinitionId());
        checkHandsOut(exchange, subscription, WRITE, named, role.id());
        ResourceScope scope = scopes.existing(exchange, subscription);
        PrincipalId principal = principal(given.principalId());
        RoleAssignment wanted =
                new RoleAssignment(
                        id(exchange),
                        subscription.tenant(),
                        scope,
                        role.id(),
                        principal,
                        type(subscription.tenant(), principal, given.principalType()),
                        description(given),
                        exchange.received(),
                        exchange.caller().objectId().value());
        Optional<RoleAssignment> before = roles.find(wanted.tenant(), wanted.id());
        if (before.isPresent()) {
            return repeated(before.get(), wanted);
        }
        if (roles.findSame(wanted).isPresent()) {
            throw Management.refused(
                    409, "RoleAssignmentExists", "The role assignment already exists.");
        }
        checkRoom(subscription);
        tell(exchange, wanted);
        RoleAssignment made = exchange.await(roles.assign(wanted, exchange.evidence(201)));
        return ApiResponse.json(201, resource(made).toJson());
    }

    private static ApiResponse repeated(RoleAssignment before, RoleAssignment wanted) {
        if (!before.givesTheSame(wanted)) {
            throw Management.refused(
                    409,
                    "RoleAssignmentUpdateNotPermitted",
                    "Tenant ID, application ID, principal ID, and scope are not allowed to be"
                            + " updated.");
        }
        return ApiResponse.json(200, resource(before).toJson());
    }

    private void checkRoom(Subscription subscription) {
        if (roles.count(ResourceScope.ofSubscription(subscription.id().toString())) >= MOST) {
            throw Management.refused(
                    400,
                    "RoleAssignmentLimitExceeded",
                    "No more role assignments can be created: a subscription has at most "
                            + MOST
                            + ".");
        }
    }

    private ApiResponse delete(Exchange exchange) {
        ResourceScope scope = RoleScopes.named(exchange);
        Subscription subscription = rights.at(exchange, DELETE, scope);
        Optional<RoleAssignment> found = find(exchange, scope);
        if (found.isEmpty()) {
            return ApiResponse.empty(204);
        }
        checkHandsOut(exchange, subscription, DELETE, scope, found.get().role());
        tell(exchange, found.get());
        exchange.await(roles.remove(found.get(), exchange.evidence(200)));
        return ApiResponse.json(200, resource(found.get()).toJson());
    }

    private static void tell(Exchange exchange, RoleAssignment assignment) {
        exchange.audit().extra(AuditFields.Extra.PRINCIPAL_ID, assignment.principal().value());
        exchange.audit().extra(AuditFields.Extra.ROLE, assignment.role().toString());
    }

    private Optional<RoleAssignment> find(Exchange exchange, ResourceScope scope) {
        String id = exchange.path("assignment");
        return Guids.isGuid(id)
                ? roles.find(exchange.caller().tenant(), UUID.fromString(id))
                        .filter(assignment -> assignment.scope().equals(scope))
                : Optional.empty();
    }

    private void checkHandsOut(
            Exchange exchange,
            Subscription subscription,
            String action,
            ResourceScope scope,
            UUID role) {
        Caller caller = exchange.caller();
        if (!rights.management().mayHandOut(caller, subscription, action, scope, role)) {
            throw new VaultException(
                    new VaultError.AuthorizationFailed(
                            VaultResources.who(exchange),
                            caller.objectId().value(),
                            action,
                            scope.id()));
        }
    }

    private static UUID id(Exchange exchange) {
        String id = exchange.path("assignment");
        if (!Guids.isGuid(id)) {
            throw Management.refused(
                    400,
                    "InvalidRoleAssignmentId",
                    "The role assignment ID '"
                            + Printable.name(id)
                            + "' is not valid. The role assignment ID must be a GUID.");
        }
        return UUID.fromString(id);
    }

    /// Both spellings of the id end in the GUID, which alone counts.
    private static RoleDefinition role(@Nullable String definition) {
        if (definition == null) {
            throw required("roleDefinitionId", "the id of a role definition");
        }
        String id = definition.substring(definition.lastIndexOf('/') + 1);
        Optional<RoleDefinition> role =
                Guids.isGuid(id) ? BuiltInRoles.find(UUID.fromString(id)) : Optional.empty();
        return role.orElseThrow(() ->
                Management.refused(
                        404,
                        "RoleDefinitionDoesNotExist",
                        "The specified role definition with ID '"
                                + Printable.name(id)
                                + "' does not exist."));
    }

    private static PrincipalId principal(@Nullable String given) {
        if (given == null) {
            throw required("principalId", "the object id of a user, group or application");
        }
        if (!Guids.isGuid(given) && !SECURITY_IDENTIFIER.matcher(given).matches()) {
            throw Management.refused(
                    400,
                    "InvalidPrincipalId",
                    "The principal ID '"
                            + Printable.name(given)
                            + "' is not valid. Principal ID must be a GUID or a security"
                            + " identifier.");
        }
        return new PrincipalId(given);
    }

    /// Whoever names the type may speak of somebody the directory doesn't know yet.
    private RoleAssignment.PrincipalType type(
            TenantId tenant, PrincipalId principal, @Nullable String given) {
        RoleAssignment.PrincipalType wanted = given == null ? null : parsed(given);
        Optional<Principal> found = principals.find(tenant, principal);
        if (found.isEmpty()) {
            if (wanted == null) {
                throw Management.refused(
                        400,
                        "PrincipalNotFound",
                        "Principal "
                                + principal
                                + " does not exist in the directory "
                                + tenant
                                + ".");
            }
            return wanted;
        }
        RoleAssignment.PrincipalType is = RoleAssignment.PrincipalType.of(found.get());
        if (wanted != null && wanted != is) {
            throw Management.refused(
                    400,
                    "UnmatchedPrincipalType",
                    "The PrincipalId '"
                            + principal
                            + "' has type '"
                            + is.word()
                            + "', which is different from the specified PrincipalType '"
                            + wanted.word()
                            + "'.");
        }
        return is;
    }

    private static RoleAssignment.PrincipalType parsed(String given) {
        for (RoleAssignment.PrincipalType type : RoleAssignment.PrincipalType.values()) {
            if (type.word().equalsIgnoreCase(given)) {
                return type;
            }
        }
        throw required("principalType", "User, Group or ServicePrincipal");
    }

    private static @Nullable String description(RoleAssignmentParameters given) {
        if (given.condition() != null && !given.condition().isEmpty()) {
            throw Management.refused(
                    400,
                    "BadRequest",
                    "properties.condition isn't supported by this version: role assignments have no"
                            + " conditions");
        }
        String description = given.description();
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw required("description", "at most " + LONGEST_DESCRIPTION + " characters");
        }
        return description;
    }

    private static VaultException required(String property, String mustBe) {
        return new VaultException(new VaultError.BadParameter("properties." + property, mustBe));
    }

    private static RoleAssignmentResource resource(RoleAssignment assignment) {
        String subscription = String.join("/", assignment.scope().segments().subList(0, 2));
        return new RoleAssignmentResource(
                assignment.scope().id(),
                assignment.id().toString(),
                "/" + subscription + RoleDefinitions.PATH + "/" + assignment.role(),
                assignment.principal().value(),
                assignment.principalType().word(),
                assignment.description(),
                assignment.created().toString(),
                assignment.createdBy());
    }
}
