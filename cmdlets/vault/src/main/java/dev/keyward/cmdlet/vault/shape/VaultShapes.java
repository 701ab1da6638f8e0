package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.management.ResourceId;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.arm.DeletedVaultResource;
import dev.keyward.wire.arm.NetworkAcls;
import dev.keyward.wire.arm.PolicyEntry;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultResource;
import dev.keyward.wire.arm.VaultResource.Resource;
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
                ResourceId.groupOf(resource.id()),
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
        VaultProperties settings = vault.properties();
        VaultProperties.Switches switches = settings.switches();
        VaultProperties.Protection protection = settings.protection();
        PsObject object =
                azureRm
                        ? new PsObject(Types.OLD_VAULT, Types.VAULT, Types.VAULT_ITEM)
                        : new PsObject(Types.VAULT, Types.VAULT_ITEM);
        object.set("VaultUri", vault.vaultUri())
                .set("TenantId", Texts.guid(text(settings.tenantId())))
                .set("TenantName", names.tenant())
                .set("Sku", sku(text(settings.sku())))
                .set("EnabledForDeployment", Boolean.TRUE.equals(switches.deployment()))
                .set(
                        "EnabledForTemplateDeployment",
                        Boolean.TRUE.equals(switches.templateDeployment()))
                .set("EnabledForDiskEncryption", Boolean.TRUE.equals(switches.diskEncryption()))
                .set("EnableSoftDelete", protection.softDelete())
                .set("EnablePurgeProtection", protection.purge())
                .set("EnableRbacAuthorization", switches.rbac())
                .set("SoftDeleteRetentionInDays", protection.days())
                .set("PublicNetworkAccess", settings.network().publicAccess());
        List<PsObject> policies =
                settings.policies().stream().map(policy -> policy(policy, names)).toList();
        object.set("AccessPolicies", policies.toArray())
                .set("AccessPoliciesText", policiesText(policies));
        PsObject rules = rules(settings.network().acls());
        object.set("NetworkAcls", rules).set("NetworkAclsText", rulesText(rules));
        return identity(
                object,
                vault.name(),
                ResourceId.groupOf(vault.id()),
                vault.location(),
                vault.id(),
                vault.tags());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String sku(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).toLowerCase(Locale.ROOT);
    }

    public static PsObject deleted(DeletedVaultResource vault) {
        return new PsObject(Types.DELETED_VAULT, Types.VAULT_ITEM)
                .set("VaultName", vault.name())
                .set("Location", vault.location())
                .set("Id", vault.id())
                .set("ResourceId", vault.vaultId())
                .set("DeletionDate", Texts.time(vault.deletionDate()))
                .set("ScheduledPurgeDate", Texts.time(vault.scheduledPurgeDate()))
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
    public static PsObject rules(@Nullable NetworkAcls rules) {
        NetworkAcls shown =
                rules == null
                        ? new NetworkAcls("AzureServices", "Allow", List.of(), List.of())
                        : rules;
        return new PsObject(Types.RULES)
                .set("DefaultAction", shown.defaultAction())
                .set("Bypass", shown.bypass())
                .set("IpAddressRanges", new ArrayList<>(shown.ipRules()))
                .set("IpAddressRangesText", String.join(", ", shown.ipRules()))
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
