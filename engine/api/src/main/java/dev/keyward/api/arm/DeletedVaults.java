package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.DeletedVault;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.arm.DeletedVaultResource;
import java.util.List;

/// Deleted vaults, until they are recovered or purged (management-plane.md, section 5).
final class DeletedVaults {
    private static final String ONE =
            ManagementRoutes.SUBSCRIPTION
                    + ManagementRoutes.KEY_VAULT
                    + "/locations/{location}/deletedVaults/{name}";

    private final Rights rights;
    private final Vaults vaults;

    DeletedVaults(Rights rights, Vaults vaults) {
        this.rights = rights;
        this.vaults = vaults;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        ManagementRoutes.SUBSCRIPTION
                                + ManagementRoutes.KEY_VAULT
                                + "/deletedVaults",
                        Management.vaultRead("VaultListDeleted", this::list)),
                Route.get(ONE, Management.vaultRead("VaultGetDeleted", this::get)),
                Route.post(ONE + "/purge", Management.vaultChange("VaultPurge", this::purge)));
    }

    private ApiResponse list(Exchange exchange) {
        String read = "Microsoft.KeyVault/deletedVaults/read";
        ManagementRights.Reach reach = rights.overKeyVault(exchange, read);
        return Pages.of(
                exchange,
                vaults.listDeleted(reach.subscription().id()).stream()
                        .filter(deleted ->
                                reach.covers(read, ResourceScope.of(Ids.vault(deleted.vault()))))
                        .toList(),
                deleted -> deleted.vault().name().value(),
                DeletedVaults::resource);
    }

    private ApiResponse get(Exchange exchange) {
        Subscription subscription =
                rights.inKeyVault(exchange, "Microsoft.KeyVault/locations/deletedVaults/read");
        return ApiResponse.json(200, resource(existing(exchange, subscription)).toJson());
    }

    private ApiResponse purge(Exchange exchange) {
        Subscription subscription =
                rights.inKeyVault(
                        exchange, "Microsoft.KeyVault/locations/deletedVaults/purge/action");
        DeletedVault deleted = existing(exchange, subscription);
        exchange.audit().resource(Ids.vault(deleted.vault()));
        exchange.await(vaults.purge(deleted.vault().name(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private DeletedVault existing(Exchange exchange, Subscription subscription) {
        String name = exchange.path("name");
        if (VaultName.isValid(name)) {
            DeletedVault deleted = vaults.findDeleted(new VaultName(name)).orElse(null);
            if (deleted != null && isAt(deleted.vault().placement(), exchange, subscription)) {
                return deleted;
            }
        }
        throw new VaultException(new VaultError.DeletedVaultNotFound(Printable.name(name)));
    }

    private static boolean isAt(Placement placement, Exchange exchange, Subscription subscription) {
        return placement.subscriptionId().equals(subscription.id())
                && Locations.same(exchange.path("location"), placement.location());
    }

    private static DeletedVaultResource resource(DeletedVault deleted) {
        Vault vault = deleted.vault();
        return new DeletedVaultResource(
                Ids.deletedVault(deleted),
                vault.name().value(),
                Ids.vault(vault),
                vault.placement().location(),
                deleted.deleted().toString(),
                deleted.scheduledPurge().toString(),
                vault.settings().tags(),
                vault.settings().recovery().purgeProtection());
    }
}
