package dev.keyward.api.arm;

import dev.keyward.wire.arm.ProviderResource.Operation;
import java.util.List;

/// What `GET /providers/Microsoft.KeyVault/operations` lists: the actions that can be asked for on
/// the management plane (management-plane, section 9).
final class KeyVaultOperations {
    static final List<Operation> ALL =
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

    private KeyVaultOperations() {}

    private static Operation action(String name, String resource, String operation) {
        return new Operation(Providers.NAMESPACE + "/" + name, resource, operation, false);
    }
}
