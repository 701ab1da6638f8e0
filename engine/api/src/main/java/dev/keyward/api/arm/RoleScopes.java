package dev.keyward.api.arm;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Printable;
import dev.keyward.vault.vaults.Vault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where roles can be given: a subscription, a resource group, a vault, or one object in a vault.
///
/// @param templates of the paths
record RoleScopes(List<String> templates, Tenancy tenancy, VaultOfPath vaults) {
    private static final List<String> GROUPS =
            List.of(ManagementRoutes.SUBSCRIPTION, ManagementRoutes.GROUP);

    /// An object's collection is a part of the path like any other.
    private static final List<String> VAULTS =
            List.of(ManagementRoutes.VAULT, ManagementRoutes.VAULT + "/{collection}/{object}");

    private static final List<String> COLLECTIONS = List.of("keys", "secrets", "certificates");

    /// Those of tenants.
    static RoleScopes all(Tenancy tenancy, VaultOfPath vaults) {
        return new RoleScopes(
                Stream.concat(GROUPS.stream(), VAULTS.stream()).toList(), tenancy, vaults);
    }

    /// Those of the operator, who has no vaults.
    static RoleScopes ofGroups(Tenancy tenancy, VaultOfPath vaults) {
        return new RoleScopes(GROUPS, tenancy, vaults);
    }

    /// What the path means, before it is known to be there.
    static ResourceScope named(Exchange exchange) {
        ResourceScope resource = Rights.scope(exchange);
        Optional<String> object = exchange.optionalPath("object");
        return object.map(name ->
                        resource.child(
                                Printable.name(exchange.path("collection")), Printable.name(name)))
                .orElse(resource);
    }

    /// The same in the spelling of what is there. An object needn't be there yet: so the right to
    /// make it can be given.
    ///
    /// @throws dev.keyward.model.VaultException with `ResourceGroupNotFound`, `ResourceNotFound` or
    ///   `BadParameter`
    ResourceScope existing(Exchange exchange, Subscription subscription) {
        ResourceScope whole = ResourceScope.ofSubscription(subscription.id().toString());
        Optional<String> group = exchange.optionalPath("group");
        if (group.isEmpty()) {
            return whole;
        }
        ResourceGroup found =
                tenancy.existingResourceGroup(
                        subscription.id(),
                        ResourceGroup.isName(group.get())
                                ? group.get()
                                : Printable.name(group.get()));
        if (exchange.optionalPath("name").isEmpty()) {
            return whole.child("resourceGroups", found.name());
        }
        Vault vault = vaults.existing(exchange, subscription);
        ResourceScope scope = ResourceScope.of(Ids.vault(vault));
        return exchange.optionalPath("object")
                .map(name -> scope.child(collection(exchange), new ObjectName(name).value()))
                .orElse(scope);
    }

    private static String collection(Exchange exchange) {
        String given = exchange.path("collection");
        return COLLECTIONS.stream()
                .filter(given::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() ->
                        Management.refused(
                                400,
                                "InvalidResourceType",
                                "The resource type '"
                                        + Printable.name(given)
                                        + "' isn't one of vaults: "
                                        + String.join(", ", COLLECTIONS)
                                        + "."));
    }

    Stream<String> paths(String behind) {
        return templates.stream().map(template -> template + behind);
    }
}
