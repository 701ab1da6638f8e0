package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.management.ResourceId;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.connection.Account;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.PolicyEntry;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultProperties.Network;
import dev.keyward.wire.arm.VaultProperties.Protection;
import dev.keyward.wire.arm.VaultProperties.Switches;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

final class NewVault extends VaultCmdlet {
    private static final String NO_POLICY =
            "Access policy is not set. No user or application have access permission to use this"
                    + " vault. This can happen if the vault was created by a service principal. Please"
                    + " use Set-AzKeyVaultAccessPolicy to set access policies.";

    NewVault() {
        super(Subject.MANAGEMENT, "New-Vault", "New-AzKeyVault", "New-AzureRmKeyVault");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        String group = run.required("ResourceGroupName");
        if (!run.goesOn(name, "Create key vault")) {
            return;
        }
        VaultLookup lookup = new VaultLookup(run);
        boolean taken =
                lookup.all()
                        .anyMatch(it ->
                                it.name().equalsIgnoreCase(name)
                                        && ResourceId.groupOf(it.id()).equalsIgnoreCase(group));
        if (taken) {
            throw Refusal.of("The specified vault already exists.");
        }
        List<PolicyEntry> policies = creator(run, lookup.connection());
        if (policies.isEmpty()) {
            run.invocation().warning(NO_POLICY);
        }
        Map<String, String> tags = Objects.requireNonNullElse(run.tags("Tag"), Map.of());
        lookup.connection().places().forget(name);
        lookup.write(
                lookup.subscription()
                        .vaults()
                        .put(
                                group,
                                name,
                                run.required("Location"),
                                tags,
                                settings(run, lookup.connection(), policies)));
    }

    private static VaultProperties settings(
            Run run, Connection connection, List<PolicyEntry> policies) {
        int days = run.arguments().number("SoftDeleteRetentionInDays", 0);
        String sku = Objects.requireNonNullElse(run.text("Sku"), "standard");
        return new VaultProperties(
                connection.tenant(),
                sku.toLowerCase(Locale.ROOT),
                new Switches(
                        run.flag("EnabledForDeployment"),
                        run.flag("EnabledForDiskEncryption"),
                        run.flag("EnabledForTemplateDeployment"),
                        chosen(run, "EnableRbacAuthorization", "DisableRbacAuthorization", false)),
                new Protection(
                        chosen(run, "EnableSoftDelete", "DisableSoftDelete", true),
                        days == 0 ? null : days,
                        run.flag("EnablePurgeProtection")),
                new Network(
                        run.arguments().get("NetworkRuleSet") instanceof PsObject rules
                                ? NetworkRulesOf.object(rules)
                                : null,
                        run.text("PublicNetworkAccess")),
                policies,
                null);
    }

    /// What a pair of switches says.
    ///
    /// @throws Refusal if both are given and say two things
    private static boolean chosen(Run run, String enable, String disable, boolean otherwise) {
        if (run.has(enable) && run.has(disable) && run.flag(enable) == run.flag(disable)) {
            throw Refusal.of("-%s and -%s contradict each other.".formatted(enable, disable));
        }
        if (run.has(enable)) {
            return run.flag(enable);
        }
        return run.has(disable) ? !run.flag(disable) : otherwise;
    }

    // The service adds nothing: it's the client that lets the maker in (authorization, 2.3).
    // Without a graph nobody is let in, and a warning says so (seed S-12).
    private static List<PolicyEntry> creator(Run run, Connection connection) {
        Optional<DirectoryEntry> me;
        try {
            GraphClient graph = connection.graph();
            me =
                    connection.account().type() == Account.Type.User
                            ? graph.me()
                            : graph.servicePrincipals(connection.account().id()).stream()
                                    .findFirst();
        } catch (VaultCallException e) {
            run.invocation().verbose("the directory's graph doesn't answer: " + e.getMessage());
            me = Optional.empty();
        }
        Map<String, List<String>> permissions =
                run.isAzureRm() ? Permissions.managing() : Permissions.everything();
        return me.map(it ->
                        List.of(
                                new PolicyEntry(
                                        connection.tenant(), it.objectId(), null, permissions)))
                .orElse(List.of());
    }
}
