package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.operation.Route;
import dev.keyward.model.DataAction;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.arm.ProviderResource.Operation;
import java.util.List;
import java.util.stream.Stream;

/// What `GET /providers/Microsoft.KeyVault/operations` lists: the actions that roles can allow, on
/// vaults and inside them (management-plane.md, section 9).
final class KeyVaultOperations {
    private static final List<Operation> MANAGEMENT =
            List.of(
                    action("register/action", "Resource Provider", "Register"),
                    action("unregister/action", "Resource Provider", "Unregister"),
                    action("operations/read", "Resource Provider", "List operations"),
                    action("checkNameAvailability/read", "Resource Provider", "Check a name"),
                    action("vaults/read", "Key Vault", "View key vault properties"),
                    action("vaults/write", "Key Vault", "Update key vault"),
                    action("vaults/delete", "Key Vault", "Delete key vault"),
                    action("vaults/accessPolicies/write", "Access Policy", "Update access policy"),
                    action("deletedVaults/read", "Soft Deleted Vault", "View soft deleted vaults"),
                    action(
                            "locations/deletedVaults/read",
                            "Soft Deleted Vault",
                            "View soft deleted key vault"),
                    action(
                            "locations/deletedVaults/purge/action",
                            "Soft Deleted Vault",
                            "Purge soft deleted key vault"));

    private static final List<Operation> ALL =
            Stream.concat(
                            MANAGEMENT.stream(),
                            Stream.of(DataAction.values()).map(KeyVaultOperations::dataAction))
                    .toList();

    private KeyVaultOperations() {}

    static Route route() {
        return Route.get(
                ManagementRoutes.KEY_VAULT + "/operations",
                Management.read(
                        Providers.NAMESPACE + "/operations/read",
                        _ -> ApiResponse.json(200, ArmList.of(ALL).toJson())));
    }

    private static Operation dataAction(DataAction action) {
        return new Operation(action.word(), "Key Vault", action.label(), true);
    }

    private static Operation action(String name, String resource, String operation) {
        return new Operation(Providers.NAMESPACE + "/" + name, resource, operation, false);
    }
}
