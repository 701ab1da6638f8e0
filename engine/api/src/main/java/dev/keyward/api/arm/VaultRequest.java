package dev.keyward.api.arm;

import dev.keyward.api.exchange.AuditFields;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Guids;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.EnabledFor;
import dev.keyward.vault.vaults.NetworkRules;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import dev.keyward.wire.arm.NetworkAcls;
import dev.keyward.wire.arm.PolicyEntry;
import dev.keyward.wire.arm.VaultParameters;
import dev.keyward.wire.arm.VaultProperties;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a PUT or PATCH of a vault asks for, turned into settings (management-plane.md, sections
/// 2.2, 3.1 and 3.2).
///
/// What isn't enforced isn't taken, since a setting that does nothing would be worse than none. A
/// premium vault only allows keys in a hardware security module; such a key is refused where
/// there's none, so the vault isn't.
record VaultRequest(VaultParameters given, Subscription subscription, VaultVersion version) {
    private static final int MOST_IP_RULES = 1000;
    private static final int DEFAULT_RETENTION_DAYS = 90;

    /// @throws VaultException if the form of what is given is wrong, before anything is looked up
    VaultRequest {
        String tenant = given.properties().tenantId();
        if (tenant != null && !Guids.isGuid(tenant)) {
            throw new VaultException(new VaultError.TenantIdNotValid());
        }
        given.properties().policies().forEach(PolicyEntry::policy);
    }

    @Nullable String location() {
        return given.location();
    }

    /// The vault's tenant, which is that of its subscription.
    ///
    /// @throws VaultException with `BadRequest` if the request doesn't name it
    TenantId tenant() {
        String tenant = given.properties().tenantId();
        if (tenant == null || !TenantId.parse(tenant).equals(subscription.tenant())) {
            throw new VaultException(new VaultError.TenantIdNotValid());
        }
        return subscription.tenant();
    }

    /// Settings of a vault that is made.
    VaultSettings newSettings() {
        VaultProperties.Protection protection = given.properties().protection();
        boolean softDelete =
                Objects.requireNonNullElse(protection.softDelete(), version.deletesSoftly());
        int days = Objects.requireNonNullElse(protection.days(), DEFAULT_RETENTION_DAYS);
        boolean purge = purgeProtection(false);
        if (purge && !softDelete) {
            throw Management.refused(
                    400,
                    "BadRequest",
                    "enablePurgeProtection has effect only with enableSoftDelete");
        }
        return new VaultSettings(
                sku(),
                tags(Map.of()),
                enabledFor(EnabledFor.NOTHING),
                new RecoveryLevel(softDelete ? days : 0, purge),
                rbac(version.asksForRoles()),
                publicAccess(true),
                networkRules(null),
                policies(List.of()));
    }

    /// Settings of a vault that is put again: what can be changed is replaced whole, so policies
    /// that aren't in the body are lost. What the version has no member for stays: a client that
    /// can't see the firewall doesn't mean to open it.
    VaultSettings replaced(VaultSettings before) {
        return new VaultSettings(
                sku(),
                tags(Map.of()),
                enabledFor(EnabledFor.NOTHING),
                recovery(before.recovery()),
                rbac(before.rbac()),
                publicAccess(version.hasPublicAccess() || before.publicNetworkAccess()),
                networkRules(version.hasFirewall() ? null : before.networkRules()),
                policies(List.of()));
    }

    /// Settings of a vault of which only what is named changes.
    VaultSettings patched(VaultSettings before) {
        return new VaultSettings(
                given.properties().sku() == null ? before.sku() : sku(),
                tags(before.tags()),
                enabledFor(before.enabledFor()),
                recovery(before.recovery()),
                rbac(before.rbac()),
                publicAccess(before.publicNetworkAccess()),
                networkRules(before.networkRules()),
                policies(before.accessPolicies()));
    }

    AuditFields.VaultPart forAudit(Vault vault) {
        VaultSettings settings = vault.settings();
        return new AuditFields.VaultPart(
                vault.tenantId().toString(),
                settings.sku().wireName(),
                settings.enabledFor().deployment(),
                settings.enabledFor().diskEncryption(),
                settings.enabledFor().templateDeployment(),
                settings.recovery().retentionDays() > 0,
                settings.recovery().retentionDays(),
                settings.recovery().purgeProtection(),
                settings.rbac());
    }

    private Sku sku() {
        String name = given.properties().sku();
        if (name == null) {
            throw Management.refused(400, "BadRequest", "sku must be given");
        }
        return Sku.parse(name)
                .orElseThrow(() ->
                        Management.refused(
                                400, "BadRequest", "sku.name must be standard or premium"));
    }

    private Map<String, String> tags(Map<String, String> otherwise) {
        return given.tags() == null ? otherwise : ResourceTags.checked(given.tags());
    }

    private EnabledFor enabledFor(EnabledFor otherwise) {
        VaultProperties.Switches switches = given.properties().switches();
        return new EnabledFor(
                Objects.requireNonNullElse(switches.deployment(), otherwise.deployment()),
                Objects.requireNonNullElse(switches.diskEncryption(), otherwise.diskEncryption()),
                Objects.requireNonNullElse(
                        switches.templateDeployment(), otherwise.templateDeployment()));
    }

    /// Soft delete and purge protection go one way; the retention stays what it was.
    private RecoveryLevel recovery(RecoveryLevel before) {
        VaultProperties.Protection protection = given.properties().protection();
        boolean softDelete = before.retentionDays() > 0;
        if (softDelete && Boolean.FALSE.equals(protection.softDelete())) {
            throw Management.refused(
                    400,
                    "BadRequest",
                    "The property \"enableSoftDelete\" can be set to false only for creating new"
                            + " vault. Enabling the 'soft delete' functionality is an"
                            + " irreversible action.");
        }
        int days = before.retentionDays();
        if (softDelete) {
            if (protection.days() != null && protection.days() != days) {
                throw Management.refused(
                        400,
                        "BadRequest",
                        "The property \"softDeleteRetentionInDays\" has been set already and it"
                                + " can't be modified.");
            }
        } else if (Boolean.TRUE.equals(protection.softDelete())) {
            days = Objects.requireNonNullElse(protection.days(), DEFAULT_RETENTION_DAYS);
        }
        boolean purge = purgeProtection(before.purgeProtection());
        if (purge && days == 0) {
            throw Management.refused(
                    400,
                    "BadRequest",
                    "enablePurgeProtection has effect only with enableSoftDelete");
        }
        return new RecoveryLevel(days, purge);
    }

    private boolean purgeProtection(boolean before) {
        Boolean purge = given.properties().protection().purge();
        if (Boolean.FALSE.equals(purge)) {
            throw Management.refused(
                    400,
                    "BadRequest",
                    "The property \"enablePurgeProtection\" cannot be set to false. Enabling the"
                            + " purge protection for a vault is an irreversible action.");
        }
        return purge == null ? before : purge;
    }

    private boolean rbac(boolean otherwise) {
        return Objects.requireNonNullElse(given.properties().switches().rbac(), otherwise);
    }

    private boolean publicAccess(boolean otherwise) {
        String access = given.properties().network().publicAccess();
        if (access == null) {
            return otherwise;
        }
        boolean enabled = access.equalsIgnoreCase("Enabled");
        if (!enabled && !access.equalsIgnoreCase("Disabled")) {
            throw Management.refused(
                    400, "BadRequest", "publicNetworkAccess must be Enabled or Disabled");
        }
        return enabled;
    }

    private @Nullable NetworkRules networkRules(@Nullable NetworkRules otherwise) {
        NetworkAcls acls = given.properties().network().acls();
        if (acls == null) {
            return otherwise;
        }
        return new NetworkRules(
                oneOf("networkAcls.bypass", acls.bypass(), "AzureServices", "None"),
                oneOf("networkAcls.defaultAction", acls.defaultAction(), "Allow", "Deny"),
                ipRules(acls.ipRules()),
                acls.subnets().stream().map(id -> id.toLowerCase(Locale.ROOT)).toList());
    }

    private static String oneOf(String property, String given, String first, String second) {
        if (given.equalsIgnoreCase(first)) {
            return first;
        }
        if (given.equalsIgnoreCase(second)) {
            return second;
        }
        throw Management.refused(
                400, "BadRequest", property + " must be " + first + " or " + second);
    }

    /// A single address is answered as a block of its own (management-plane.md, section 2.4).
    private static List<String> ipRules(List<String> rules) {
        if (rules.size() > MOST_IP_RULES) {
            throw Management.refused(
                    400, "BadRequest", "networkAcls has at most " + MOST_IP_RULES + " ipRules");
        }
        for (int i = 0; i < rules.size(); i++) {
            if (!NetworkRules.isRule(rules.get(i))) {
                throw Management.refused(
                        400,
                        "BadRequest",
                        "networkAcls.ipRules["
                                + i
                                + "].value must be an IP address or a block such as"
                                + " 203.0.113.0/24");
            }
        }
        return rules.stream().map(VaultRequest::block).toList();
    }

    private static String block(String rule) {
        if (rule.indexOf('/') >= 0) {
            return rule;
        }
        return rule + (rule.indexOf(':') >= 0 ? "/128" : "/32");
    }

    private List<AccessPolicy> policies(List<AccessPolicy> otherwise) {
        return given.properties().accessPolicies() == null
                ? otherwise
                : given.properties().policies().stream().map(PolicyEntry::policy).toList();
    }
}
