package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.PolicyEntry;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultProperties.Switches;
import dev.keyward.wire.arm.VaultResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class SetAccessPolicy extends VaultCmdlet {
    private static final Map<String, String> LISTS = new LinkedHashMap<>();

    static {
        LISTS.put("PermissionsToKeys", "keys");
        LISTS.put("PermissionsToSecrets", "secrets");
        LISTS.put("PermissionsToCertificates", "certificates");
        LISTS.put("PermissionsToStorage", "storage");
    }

    SetAccessPolicy() {
        super(
                Subject.MANAGEMENT,
                "Set-AccessPolicy",
                "Set-AzKeyVaultAccessPolicy",
                "Set-AzureRmKeyVaultAccessPolicy");
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        boolean forVault = run.invocation().parameterSet().endsWith("ForVault");
        Map<String, List<String>> given = forVault ? Map.of() : permissions(run);
        if (!forVault && given.isEmpty()) {
            throw Refusal.of(
                    "At least one permission should be selected for key access or secret access.");
        }
        VaultResource vault = lookup.required();
        if (!run.goesOn(vault.name(), "Set vault access policy")) {
            return;
        }
        VaultProperties settings =
                forVault
                        ? withSwitches(run, vault.properties())
                        : withPolicy(run, lookup, vault.properties(), given);
        VaultResource saved = lookup.save(vault, settings);
        if (run.flag("PassThru")) {
            lookup.write(saved);
        }
    }

    /// The lists that were given, by the service's names for them; an empty one clears.
    private static Map<String, List<String>> permissions(Run run) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        boolean purgeToo = !run.isAzureRm();
        LISTS.forEach((parameter, list) -> {
            if (run.has(parameter)) {
                List<String> words = run.arguments().texts(parameter);
                if (Permissions.isAll(words) && !purgeToo) {
                    run.invocation()
                            .warning(
                                    "The 'all' permission for %s doesn't include 'purge'; name it if it's meant."
                                            .formatted(list));
                }
                given.put(list, Permissions.expand(list, words, purgeToo));
            }
        });
        return given;
    }

    private static VaultProperties withSwitches(Run run, VaultProperties settings) {
        Switches old = settings.switches();
        return settings.withSwitches(
                new Switches(
                        isOn(old.deployment()) || run.flag("EnabledForDeployment"),
                        isOn(old.diskEncryption()) || run.flag("EnabledForDiskEncryption"),
                        isOn(old.templateDeployment()) || run.flag("EnabledForTemplateDeployment"),
                        old.rbac()));
    }

    // Merged here and the whole vault put back, as the modules do (seed S-36).
    private static VaultProperties withPolicy(
            Run run,
            VaultLookup lookup,
            VaultProperties settings,
            Map<String, List<String>> given) {
        String objectId =
                new Principals(lookup.connection())
                        .objectId(run, !run.flag("BypassObjectIdValidation"));
        String application = run.text("ApplicationId");
        Map<String, List<String>> lists = new LinkedHashMap<>();
        List<PolicyEntry> others = new ArrayList<>();
        for (PolicyEntry policy : settings.policies()) {
            if (policy.concerns(objectId, application)) {
                lists.putAll(policy.permissions());
            } else {
                others.add(policy);
            }
        }
        lists.putAll(given);
        PolicyEntry merged =
                new PolicyEntry(
                        Objects.requireNonNull(settings.tenantId()), objectId, application, lists);
        if (!merged.isEmpty()) {
            others.add(merged);
        }
        return settings.withPolicies(others);
    }

    private static boolean isOn(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
