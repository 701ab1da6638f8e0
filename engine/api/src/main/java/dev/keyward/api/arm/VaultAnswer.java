package dev.keyward.api.arm;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.vault.vaults.EnabledFor;
import dev.keyward.vault.vaults.NetworkRules;
import dev.keyward.vault.vaults.Trail;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import dev.keyward.wire.arm.NetworkAcls;
import dev.keyward.wire.arm.PolicyEntry;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultResource;

/// A vault as it is answered, in the members that the version of the request has.
final class VaultAnswer {
    private VaultAnswer() {}

    static VaultResource of(Vault vault, Exchange exchange) {
        VaultVersion version = new VaultVersion(exchange.apiVersion());
        VaultSettings settings = vault.settings();
        EnabledFor enabled = settings.enabledFor();
        boolean softDelete = settings.recovery().retentionDays() > 0;
        NetworkRules rules = settings.networkRules();
        VaultProperties properties =
                new VaultProperties(
                        vault.tenantId().toString(),
                        settings.sku().wireName(),
                        new VaultProperties.Switches(
                                enabled.deployment(),
                                enabled.diskEncryption(),
                                enabled.templateDeployment(),
                                settings.rbac()),
                        new VaultProperties.Protection(
                                softDelete,
                                softDelete ? settings.recovery().retentionDays() : null,
                                settings.recovery().purgeProtection() ? true : null),
                        new VaultProperties.Network(
                                rules == null
                                        ? null
                                        : new NetworkAcls(
                                                rules.bypass(),
                                                rules.defaultAction(),
                                                rules.ipRules(),
                                                rules.subnets()),
                                settings.publicNetworkAccess() ? "Enabled" : "Disabled"),
                        settings.accessPolicies().stream().map(PolicyEntry::of).toList(),
                        null);
        Trail trail = vault.trail();
        return new VaultResource(
                Ids.generic(vault),
                exchange.endpoints().vault(vault) + "/",
                version.known(properties),
                version.hasSystemData()
                        ? new VaultResource.SystemData(
                                trail.createdBy(),
                                trail.created().toString(),
                                trail.updatedBy(),
                                trail.updated().toString())
                        : null);
    }
}
