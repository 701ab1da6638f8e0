package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.PolicyEntry;
import dev.keyward.client.VaultResource;
import dev.keyward.client.VaultSettings;
import dev.keyward.client.VaultSettings.Switches;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class RemoveAccessPolicy extends VaultCmdlet {
    RemoveAccessPolicy() {
        super(
                Subject.MANAGEMENT,
                "Remove-AccessPolicy",
                "Remove-AzKeyVaultAccessPolicy",
                "Remove-AzureRmKeyVaultAccessPolicy");
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        VaultResource vault = lookup.required();
        if (!run.goesOn(vault.name(), "Remove vault access policy")) {
            return;
        }
        boolean forVault = run.invocation().parameterSet().endsWith("ForVault");
        VaultResource saved =
                lookup.save(
                        vault,
                        forVault
                                ? withoutSwitches(run, vault.settings())
                                : withoutPolicy(run, lookup, vault.settings()));
        if (run.flag("PassThru")) {
            lookup.write(saved);
        }
    }

    private static VaultSettings withoutSwitches(Run run, VaultSettings settings) {
        Switches old = settings.switches();
        return settings.withSwitches(
                new Switches(
                        old.deployment() && !run.flag("EnabledForDeployment"),
                        old.templateDeployment() && !run.flag("EnabledForTemplateDeployment"),
                        old.diskEncryption() && !run.flag("EnabledForDiskEncryption"),
                        old.rbac()));
    }

    private static VaultSettings withoutPolicy(
            Run run, VaultLookup lookup, VaultSettings settings) {
        // An object id isn't looked up: the principal may be gone from the directory.
        String objectId = new Principals(lookup.connection()).objectId(run, false);
        String application = run.text("ApplicationId");
        List<PolicyEntry> left =
                settings.policies().stream()
                        .filter(policy -> !policy.concerns(objectId, application))
                        .toList();
        return settings.withPolicies(left);
    }
}
