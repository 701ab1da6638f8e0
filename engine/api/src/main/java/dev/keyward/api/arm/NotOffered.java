package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.arm.ArmList;
import java.util.List;

/// Lists of what isn't offered here, each of them empty: managed HSMs, live and deleted, and what
/// private endpoints could connect to. az CLI asks for them when it lists vaults, and takes any
/// other answer for a failure of the whole command.
final class NotOffered {
    private static final String HSM_READ = "Microsoft.KeyVault/managedHSMs/read";
    private static final String DELETED_HSM_READ = "Microsoft.KeyVault/deletedManagedHSMs/read";

    private final Rights rights;
    private final VaultOfPath vaults;

    NotOffered(Rights rights, Vaults vaults) {
        this.rights = rights;
        this.vaults = new VaultOfPath(vaults);
    }

    List<Route> routes() {
        String subscription = ManagementRoutes.SUBSCRIPTION + ManagementRoutes.KEY_VAULT;
        String group = ManagementRoutes.GROUP + ManagementRoutes.KEY_VAULT;
        return List.of(
                ofScope(subscription + "/managedHSMs", HSM_READ),
                ofScope(group + "/managedHSMs", HSM_READ),
                ofScope(subscription + "/deletedManagedHSMs", DELETED_HSM_READ),
                ofVault("privateLinkResources"),
                ofVault("privateEndpointConnections"));
    }

    private Route ofScope(String path, String action) {
        return Route.get(
                path,
                Management.read(
                        action,
                        exchange -> {
                            rights.inKeyVault(exchange, action);
                            return nothing();
                        }));
    }

    private Route ofVault(String collection) {
        String action = "Microsoft.KeyVault/vaults/" + collection + "/read";
        return Route.get(
                ManagementRoutes.VAULT + "/" + collection,
                Management.read(action, exchange -> ofVault(exchange, action)));
    }

    private ApiResponse ofVault(Exchange exchange, String action) {
        vaults.existing(exchange, rights.inKeyVault(exchange, action));
        return nothing();
    }

    private static ApiResponse nothing() {
        return ApiResponse.json(200, ArmList.of(List.of()).toJson());
    }
}
