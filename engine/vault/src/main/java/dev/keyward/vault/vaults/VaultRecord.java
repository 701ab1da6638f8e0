package dev.keyward.vault.vaults;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Deletion;
import dev.keyward.model.Permission;
import dev.keyward.model.PermissionList;
import dev.keyward.model.Permissions;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.records.SealedStore;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.vault.rows.RowState;
import dev.keyward.vault.rows.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A vault as it stands in its record: everything in clear but the tags, which are what a user
/// wrote. The access policies are part of it, so one MAC covers the whole set (security.md, S-03).
/// No two have one name, whatever their subscriptions are.
///
/// @param deletion null while the vault lives
record VaultRecord(Vault vault, @Nullable Deletion deletion) {
    static final EntityKind<VaultRecord> KIND = new Kind();

    /// Random, and with a key of its own in the store, which no two vaults can share.
    static final Index<VaultRecord, VaultId> ID = Index.of(record -> record.vault.id());

    static final Index<VaultRecord, UUID> SUBSCRIPTION =
            Index.of(record -> record.vault.placement().subscriptionId());

    private static final String TAGS = "vault-tags";

    boolean isLive() {
        return deletion == null;
    }

    VaultRecord with(Vault next) {
        return new VaultRecord(next, deletion);
    }

    VaultRecord with(@Nullable Deletion next) {
        return new VaultRecord(vault, next);
    }

    Optional<DeletedVault> deleted() {
        return deletion == null
                ? Optional.empty()
                : Optional.of(
                        new DeletedVault(vault, deletion.deleted(), deletion.scheduledPurge()));
    }

    private static final class Kind implements EntityKind<VaultRecord> {
        @Override
        public String word() {
            return SealedStore.VAULT_KIND;
        }

        @Override
        public String key(VaultRecord record) {
            return record.vault.name().canonical();
        }

        @Override
        public int state(VaultRecord record) {
            return (record.isLive() ? RowState.ACTIVE : RowState.DELETED).number();
        }

        @Override
        public long dueEpochSecond(VaultRecord record) {
            Deletion deletion = record.deletion;
            return deletion == null ? 0 : deletion.scheduledPurge().getEpochSecond();
        }

        @Override
        public byte[] clear(VaultRecord record) {
            return VaultRecord.clear(word(), record.vault, record.deletion);
        }

        @Override
        public SecretBytes sealed(VaultRecord record) {
            return CanonicalWriter.of(TAGS, 1)
                    .pairs(record.vault.settings().tags())
                    .toSecretBytes();
        }

        @Override
        public VaultRecord read(CanonicalReader in, @Nullable SecretBytes sealed) {
            if (sealed == null) {
                throw CanonicalReader.malformed(word());
            }
            Map<String, String> tags =
                    CanonicalReader.read(sealed, TAGS, each -> each.expectFormat(1).pairs());
            return VaultRecord.read(in.expectFormat(1), tags);
        }

        @Override
        public List<Index<VaultRecord, ?>> indexes() {
            return List.of(ID, SUBSCRIPTION);
        }
    }

    private static byte[] clear(String label, Vault vault, @Nullable Deletion deletion) {
        VaultSettings settings = vault.settings();
        CanonicalWriter out =
                CanonicalWriter.of(label, 1)
                        .uuid(vault.id().value())
                        .text(vault.name().value())
                        .uuid(vault.tenantId().value())
                        .uuid(vault.placement().subscriptionId())
                        .text(vault.placement().resourceGroup())
                        .text(vault.placement().location())
                        .number(vault.trail().created().getEpochSecond())
                        .text(vault.trail().createdBy())
                        .number(vault.trail().updated().getEpochSecond())
                        .text(vault.trail().updatedBy());
        Times.write(out, deletion == null ? null : deletion.deleted());
        Times.write(out, deletion == null ? null : deletion.scheduledPurge());
        out.text(settings.sku().wireName())
                .flag(settings.enabledFor().deployment())
                .flag(settings.enabledFor().diskEncryption())
                .flag(settings.enabledFor().templateDeployment())
                .number(settings.recovery().retentionDays())
                .flag(settings.recovery().purgeProtection())
                .flag(settings.rbac())
                .flag(settings.publicNetworkAccess());
        NetworkRules network = settings.networkRules();
        out.flag(network != null);
        if (network != null) {
            out.text(network.bypass())
                    .text(network.defaultAction())
                    .texts(network.ipRules())
                    .texts(network.subnets());
        }
        out.count(settings.accessPolicies().size());
        settings.accessPolicies().forEach(policy -> write(out, policy));
        return out.toBytes();
    }

    private static VaultRecord read(CanonicalReader in, Map<String, String> tags) {
        VaultId id = new VaultId(in.uuid());
        VaultName name = new VaultName(in.text());
        TenantId tenant = new TenantId(in.uuid());
        Placement placement = new Placement(in.uuid(), in.text(), in.text());
        Trail trail =
                new Trail(
                        Instant.ofEpochSecond(in.number()),
                        in.text(),
                        Instant.ofEpochSecond(in.number()),
                        in.text());
        Instant deleted = Times.read(in);
        Instant purge = Times.read(in);
        Sku sku =
                Sku.parse(in.text())
                        .orElseThrow(() -> CanonicalReader.malformed(SealedStore.VAULT_KIND));
        EnabledFor enabledFor = new EnabledFor(in.flag(), in.flag(), in.flag());
        RecoveryLevel recovery = new RecoveryLevel(in.smallNumber(), in.flag());
        boolean rbac = in.flag();
        boolean publicAccess = in.flag();
        NetworkRules network =
                in.flag() ? new NetworkRules(in.text(), in.text(), in.texts(), in.texts()) : null;
        int count = in.count();
        List<AccessPolicy> policies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            policies.add(readPolicy(in));
        }
        VaultSettings settings =
                new VaultSettings(
                        sku, tags, enabledFor, recovery, rbac, publicAccess, network, policies);
        return new VaultRecord(
                new Vault(id, name, tenant, placement, settings, trail),
                deleted == null || purge == null ? null : new Deletion(deleted, purge));
    }

    private static void write(CanonicalWriter out, AccessPolicy policy) {
        out.uuid(policy.tenant().value())
                .text(policy.objectId().value())
                .uuid(policy.applicationId())
                .texts(policy.permissions().keys().words())
                .texts(policy.permissions().secrets().words())
                .texts(policy.permissions().certificates().words())
                .texts(policy.permissions().storage().words());
    }

    private static AccessPolicy readPolicy(CanonicalReader in) {
        return new AccessPolicy(
                new TenantId(in.uuid()),
                new PrincipalId(in.text()),
                in.optionalUuid(),
                new Permissions(
                        PermissionList.parse(Permission.Key.class, in.texts()),
                        PermissionList.parse(Permission.Secret.class, in.texts()),
                        PermissionList.parse(Permission.Certificate.class, in.texts()),
                        PermissionList.parse(Permission.Storage.class, in.texts())));
    }
}
