package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.PolicyEntry;
import dev.keyward.client.SubscriptionCalls.Resource;
import dev.keyward.client.VaultResource;
import dev.keyward.client.VaultSettings;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Vaults as objects (cmdlets.md, section 2).
public final class VaultShapes {
    private VaultShapes() {}

    /// Names of a tenant and of the principals in its policies, for people to read.
    ///
    /// @param principals by object id in lower case
    public record DirectoryNames(String tenant, Map<String, String> principals) {
        public DirectoryNames {
            principals = Map.copyOf(principals);
        }

        String principal(String objectId) {
            return principals.getOrDefault(objectId.toLowerCase(Locale.ROOT), "");
        }
    }

    /// What lists give: no policies, no URI.
    public static PsObject item(Resource resource) {
        return identity(
                new PsObject(Types.VAULT_ITEM),
                resource.name(),
                resource.resourceGroup(),
                resource.location(),
                resource.id(),
                resource.tags());
    }

    private static PsObject identity(
            PsObject object,
            String name,
            String group,
            String location,
            String id,
            Map<String, String> tags) {
        return object.set("VaultName", name)
                .set("ResourceGroupName", group)
                .set("Location", location)
                .set("ResourceId", id)
                .set("Tags", PsHashtable.of(tags))
                .set("TagsTable", Texts.tagsTable(tags));
    }

    /// @param azureRm whether it's shown as the modules before Az did
    public static PsObject vault(VaultResource vault, DirectoryNames names, boolean azureRm) {
        VaultSettings settings = vault.settings();
        VaultSettings.Switches switches = settings.switches();
        VaultSettings.Protection protection = settings.protection();
        PsObject object =
                azureRm
                        ? new PsObject(Types.OLD_VAULT, Types.VAULT, Types.VAULT_ITEM)
                        : new PsObject(Types.VAULT, Types.VAULT_ITEM);
        object.set("VaultUri", vault.vaultUri())
                .set("TenantId", Texts.guid(settings.tenantId()))
                .set("TenantName", names.tenant())
                .set("Sku", sku(settings.sku()))
                .set("EnabledForDeployment", switches.deployment())
                .set("EnabledForTemplateDeployment", switches.templateDeployment())
                .set("EnabledForDiskEncryption", switches.diskEncryption())
                .set("EnableSoftDelete", protection.softDelete())
                .set("EnablePurgeProtection", protection.purge())
                .set("EnableRbacAuthorization", switches.rbac())
                .set("SoftDeleteRetentionInDays", protection.days())
                .set("PublicNetworkAccess", settings.publicNetworkAccess());
        List<PsObject> policies =
                settings.policies().stream().map(policy -> policy(policy, names)).toList();
        object.set("AccessPolicies", policies.toArray())
                .set("AccessPoliciesText", policiesText(policies));
        PsObject rules = rules(settings.network());
        object.set("NetworkAcls", rules).set("NetworkAclsText", rulesText(rules));
        return identity(
                object,
                vault.name(),
                vault.resourceGroup(),
                vault.location(),
                vault.id(),
                vault.tags());
    }

    private static String sku(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).toLowerCase(Locale.ROOT);
    }

    public static PsObject deleted(VaultResource.Deleted vault) {
        return new PsObject(Types.DELETED_VAULT, Types.VAULT_ITEM)
                .set("VaultName", vault.name())
                .set("Location", vault.location())
                .set("Id", vault.id())
                .set("ResourceId", vault.vaultId())
                .set("DeletionDate", Texts.time(vault.deleted()))
                .set("ScheduledPurgeDate", Texts.time(vault.scheduledPurge()))
                .set("Tags", PsHashtable.of(vault.tags()))
                .set("TagsTable", Texts.tagsTable(vault.tags()));
    }

    private static PsObject policy(PolicyEntry policy, DirectoryNames names) {
        String application = policy.applicationId();
        return new PsObject(Types.POLICY)
                .set("TenantId", Texts.guid(policy.tenantId()))
                .set("TenantName", names.tenant())
                .set("ObjectId", policy.objectId())
                .set("ApplicationId", application == null ? null : Texts.guid(application))
                .set("ApplicationIdDisplayName", application == null ? "" : application)
                .set("DisplayName", names.principal(policy.objectId()))
                .set("PermissionsToKeys", new ArrayList<>(policy.words("keys")))
                .set("PermissionsToKeysStr", String.join(", ", policy.words("keys")))
                .set("PermissionsToSecrets", new ArrayList<>(policy.words("secrets")))
                .set("PermissionsToSecretsStr", String.join(", ", policy.words("secrets")))
                .set("PermissionsToCertificates", new ArrayList<>(policy.words("certificates")))
                .set(
                        "PermissionsToCertificatesStr",
                        String.join(", ", policy.words("certificates")))
                .set("PermissionsToStorage", new ArrayList<>(policy.words("storage")))
                .set("PermissionsToStorageStr", String.join(", ", policy.words("storage")));
    }

    private static String policiesText(List<PsObject> policies) {
        if (policies.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n");
        for (PsObject policy : policies) {
            line(text, "Tenant ID", policy.get("TenantId"));
            line(text, "Object ID", policy.get("ObjectId"));
            line(text, "Application ID", policy.get("ApplicationId"));
            line(text, "Display Name", policy.get("DisplayName"));
            line(text, "Permissions to Keys", policy.get("PermissionsToKeysStr"));
            line(text, "Permissions to Secrets", policy.get("PermissionsToSecretsStr"));
            line(text, "Permissions to Certificates", policy.get("PermissionsToCertificatesStr"));
            line(
                    text,
                    "Permissions to (Key Vault Managed) Storage",
                    policy.get("PermissionsToStorageStr"));
            text.append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, @Nullable Object value) {
        text.append("%-43s: %s\n".formatted(label, value == null ? "" : value));
    }

    /// The firewall's rules; those of an open vault where there are none.
    public static PsObject rules(VaultSettings.@Nullable NetworkRules rules) {
        VaultSettings.NetworkRules shown =
                rules == null
                        ? new VaultSettings.NetworkRules(
                                "Allow", "AzureServices", List.of(), List.of())
                        : rules;
        return new PsObject(Types.RULES)
                .set("DefaultAction", shown.defaultAction())
                .set("Bypass", shown.bypass())
                .set("IpAddressRanges", new ArrayList<>(shown.addresses()))
                .set("IpAddressRangesText", String.join(", ", shown.addresses()))
                .set("VirtualNetworkResourceIds", new ArrayList<>(shown.subnets()))
                .set("VirtualNetworkResourceIdsText", String.join(", ", shown.subnets()));
    }

    private static String rulesText(PsObject rules) {
        StringBuilder text = new StringBuilder("\n");
        line(text, "Default Action", rules.get("DefaultAction"));
        line(text, "Bypass", rules.get("Bypass"));
        line(text, "IP Rules", rules.get("IpAddressRangesText"));
        line(text, "Virtual Network Rules", rules.get("VirtualNetworkResourceIdsText"));
        return text.toString();
    }
}
