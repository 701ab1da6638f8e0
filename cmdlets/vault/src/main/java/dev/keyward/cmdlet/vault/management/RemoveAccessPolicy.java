package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.PolicyEntry;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultProperties.Switches;
import dev.keyward.wire.arm.VaultResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                                ? withoutSwitches(run, vault.properties())
                                : withoutPolicy(run, lookup, vault.properties()));
        if (run.flag("PassThru")) {
            lookup.write(saved);
        }
    }

    private static VaultProperties withoutSwitches(Run run, VaultProperties settings) {
        Switches old = settings.switches();
        return settings.withSwitches(
                new Switches(
                        isOn(old.deployment()) && !run.flag("EnabledForDeployment"),
                        isOn(old.diskEncryption()) && !run.flag("EnabledForDiskEncryption"),
                        isOn(old.templateDeployment()) && !run.flag("EnabledForTemplateDeployment"),
                        old.rbac()));
    }

    private static VaultProperties withoutPolicy(
            Run run, VaultLookup lookup, VaultProperties settings) {
        // An object id isn't looked up: the principal may be gone from the directory.
        String objectId = new Principals(lookup.connection()).objectId(run, false);
        String application = run.text("ApplicationId");
        List<PolicyEntry> left =
                settings.policies().stream()
                        .filter(policy -> !policy.concerns(objectId, application))
                        .toList();
        return settings.withPolicies(left);
    }

    private static boolean isOn(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
