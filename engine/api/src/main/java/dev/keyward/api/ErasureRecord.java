package dev.keyward.api;

import dev.keyward.model.ObjectKind;
import dev.keyward.vault.Due;
import dev.keyward.vault.Placement;
import dev.keyward.vault.Vault;
import dev.keyward.vault.Vaults;
import java.time.Instant;

/// The audit record of an erasure by the retention timer, in nobody's name: which vault, key or
/// secret is gone.
final class ErasureRecord {
    private final Vaults vaults;
    private final Endpoints endpoints;

    ErasureRecord(Vaults vaults, Endpoints endpoints) {
        this.vaults = vaults;
        this.endpoints = endpoints;
    }

    byte[] of(Due due, Instant now) {
        return switch (due) {
            case Due.OfVault(var deleted) ->
                    SystemRecord.of(
                            Category.AUDIT_EVENT,
                            "VaultPurge",
                            now,
                            armId(deleted.vault()),
                            endpoints.vault(deleted.vault().name()) + "/");
            case Due.OfObject(var id, ObjectKind kind, var name) ->
                    vaults.find(id)
                            .map(vault ->
                                    SystemRecord.of(
                                            Category.AUDIT_EVENT,
                                            kind.word() + "Purge",
                                            now,
                                            armId(vault),
                                            endpoints.vault(vault.name())
                                                    + "/"
                                                    + kind.deletedCollection()
                                                    + "/"
                                                    + name))
                            // The vault itself lies deleted, so it has no address.
                            .orElseGet(() ->
                                    SystemRecord.of(
                                            Category.AUDIT_EVENT,
                                            kind.word() + "Purge",
                                            now,
                                            "",
                                            kind.deletedCollection() + "/" + name));
        };
    }

    private static String armId(Vault vault) {
        Placement place = vault.placement();
        return "/subscriptions/"
                + place.subscriptionId()
                + "/resourceGroups/"
                + place.resourceGroup()
                + "/providers/Microsoft.KeyVault/vaults/"
                + vault.name();
    }
}
