package dev.keyward.cmdlet.vault.roles;

import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.model.Guids;
import dev.keyward.wire.arm.RoleAssignmentParameters;
import dev.keyward.wire.arm.RoleAssignmentResource;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.security.SecureRandom;
import java.util.function.Predicate;

/// Finds roles and gives them, in the subscription that an invocation works in.
public final class RoleGrant {
    private final SubscriptionCalls subscription;
    private final SecureRandom random;

    public RoleGrant(Run run) {
        this.subscription = run.connection().inSubscription();
        this.random = run.connections().random();
    }

    /// The scope of the whole subscription.
    public String everywhere() {
        return subscription.id();
    }

    /// @throws Refusal if there's no role of that name
    public RoleDefinitionResource named(String name) {
        return role(
                it -> it.roleName().equalsIgnoreCase(name),
                "Cannot find role definition with name '%s'.".formatted(name));
    }

    RoleDefinitionResource withId(String id) {
        return role(
                it -> it.name().equalsIgnoreCase(id),
                "Cannot find role definition with id '%s'.".formatted(id));
    }

    private RoleDefinitionResource role(Predicate<RoleDefinitionResource> meant, String none) {
        return subscription.roles().definitions(subscription.id()).stream()
                .filter(meant)
                .findFirst()
                .orElseThrow(() -> Refusal.of(none));
    }

    public RoleAssignmentResource give(String scope, RoleAssignmentParameters wanted) {
        return subscription.roles().assign(scope, Guids.next(random), wanted);
    }
}
