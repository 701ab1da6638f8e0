package dev.keyward.cmdlet.vault.roles;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.management.RoleCalls;
import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.RoleShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.arm.RoleAssignmentResource;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an invocation means: which scope, principal and role; and writes assignments with the names
/// people know.
final class RoleTarget {
    private final Run run;
    private final Connection connection;
    private final SubscriptionCalls subscription;

    RoleTarget(Run run) {
        this.run = run;
        this.connection = run.connection();
        this.subscription = connection.inSubscription();
    }

    RoleCalls calls() {
        return subscription.roles();
    }

    /// The whole subscription where nothing narrower is given.
    String scope() {
        String scope = run.text("Scope");
        if (scope != null) {
            return run.flag("SkipClientSideScopeValidation") ? scope : checked(scope);
        }
        String group = run.text("ResourceGroupName");
        if (group == null) {
            return subscription.id();
        }
        String whole = subscription.id() + "/resourceGroups/" + group;
        String name = run.text("ResourceName");
        if (name == null) {
            return whole;
        }
        String type = run.required("ResourceType");
        int first = type.indexOf('/');
        if (first < 0) {
            throw Refusal.of(
                    "'%s' isn't a resource type, such as Microsoft.KeyVault/vaults."
                            .formatted(type));
        }
        String parent = run.text("ParentResource");
        return whole
                + "/providers/"
                + type.substring(0, first)
                + (parent == null ? "" : "/" + parent)
                + type.substring(type.lastIndexOf('/'))
                + "/"
                + name;
    }

    /// What the modules look at before a server sees it.
    private static String checked(String scope) {
        if (!scope.equals("/") && !scope.matches("(?i)/(subscriptions|providers)/.*")) {
            throw Refusal.of(
                    "Scope '%s' should begin with '/subscriptions' or '/providers'."
                            .formatted(scope));
        }
        long parts = scope.chars().filter(it -> it == '/').count();
        if (parts % 2 != 0 && !scope.equals("/")) {
            throw Refusal.of("Scope '%s' should have even number of parts.".formatted(scope));
        }
        return scope;
    }

    /// Whether the invocation narrows the scope down.
    boolean isNarrowed() {
        return run.has("Scope") || run.has("ResourceGroupName");
    }

    /// The object id of the principal meant; empty if none is named.
    Optional<String> principal() {
        GraphClient graph = connection.graph();
        String name = run.text("SignInName");
        if (name != null) {
            return Optional.of(
                    only(graph.where(GraphClient.Kind.USERS, "userPrincipalName", name)));
        }
        name = run.text("ServicePrincipalName");
        if (name == null) {
            name = run.text("ApplicationId");
        }
        if (name != null) {
            return Optional.of(only(graph.servicePrincipals(name)));
        }
        return Optional.ofNullable(run.text("ObjectId"));
    }

    private static String only(List<DirectoryEntry> found) {
        if (found.size() != 1) {
            throw Refusal.of("Cannot find principal using the specified options.");
        }
        return found.getFirst().objectId();
    }

    /// The role meant; empty if none is named.
    Optional<RoleDefinitionResource> role() {
        String id = run.has("RoleDefinitionId") ? run.text("RoleDefinitionId") : null;
        String name = run.text("RoleDefinitionName");
        RoleGrant roles = new RoleGrant(run);
        return id == null
                ? Optional.ofNullable(name).map(roles::named)
                : Optional.of(roles.withId(id));
    }

    void write(List<RoleAssignmentResource> assignments) {
        Map<String, String> roles = new HashMap<>();
        calls().definitions(subscription.id())
                .forEach(role -> roles.put(role.name(), role.roleName()));
        Map<String, DirectoryEntry> principals = new HashMap<>();
        for (DirectoryEntry entry : principals(assignments)) {
            principals.put(entry.objectId(), entry);
        }
        for (RoleAssignmentResource assignment : assignments) {
            run.write(
                    RoleShapes.assignment(
                            assignment,
                            roles.get(assignment.role()),
                            principals.get(assignment.principalId())));
        }
    }

    /// Without a graph nobody has a name.
    private List<DirectoryEntry> principals(List<RoleAssignmentResource> assignments) {
        List<String> ids =
                assignments.stream().map(RoleAssignmentResource::principalId).distinct().toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        try {
            return connection.graph().byIds(ids);
        } catch (VaultCallException e) {
            run.invocation().verbose("the directory's graph doesn't answer: " + e.getMessage());
            return List.of();
        }
    }
}
