package dev.keyward.wire.arm;

import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Guids;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `properties` of a vault (management-plane.md, section 2.2), as far as a request gave them.
///
/// @param sku `standard` or `premium`, in any letter case in a request
/// @param createMode `default` or `recover`; of requests alone
public record VaultProperties(
        @Nullable TenantId tenantId,
        @Nullable String sku,
        Switches switches,
        Protection protection,
        Network network,
        @Nullable List<AccessPolicy> accessPolicies,
        @Nullable String createMode)
        implements WireBody {

    /// Which parts of the platform may read, and how the data plane is authorized.
    public record Switches(
            @Nullable Boolean deployment,
            @Nullable Boolean diskEncryption,
            @Nullable Boolean templateDeployment,
            @Nullable Boolean rbac) {}

    /// What becomes of deleted things.
    public record Protection(
            @Nullable Boolean softDelete, @Nullable Integer days, @Nullable Boolean purge) {}

    /// Who may reach the data plane.
    ///
    /// @param publicAccess `Enabled` or `Disabled`
    public record Network(@Nullable NetworkAcls acls, @Nullable String publicAccess) {}

    static final VaultProperties NOTHING =
            new VaultProperties(
                    null,
                    null,
                    new Switches(null, null, null, null),
                    new Protection(null, null, null),
                    new Network(null, null),
                    null,
                    null);

    /// @throws VaultException with `TenantIdNotValid` too
    static VaultProperties read(JsonReader in) {
        Members members = new Members();
        while (in.next()) {
            members.take(in);
        }
        return members.build();
    }

    private static TenantId tenant(String text) {
        if (!Guids.isGuid(text)) {
            throw new VaultException(new VaultError.TenantIdNotValid());
        }
        return TenantId.parse(text);
    }

    private static String skuName(JsonReader in) {
        String name = "";
        while (in.next()) {
            if (in.member().equals("name")) {
                name = in.text();
            } else {
                in.skip();
            }
        }
        return name;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object(
                "sku",
                level -> {
                    level.text("family", "A");
                    level.text("name", sku);
                });
        out.text("tenantId", tenantId == null ? null : tenantId.toString());
        out.object("networkAcls", network.acls());
        out.objects(
                "accessPolicies",
                accessPolicies == null
                        ? null
                        : accessPolicies.stream().map(PolicyEntry::new).toList());
        out.bool("enabledForDeployment", switches.deployment());
        out.bool("enabledForDiskEncryption", switches.diskEncryption());
        out.bool("enabledForTemplateDeployment", switches.templateDeployment());
        out.bool("enableSoftDelete", protection.softDelete());
        out.number("softDeleteRetentionInDays", protection.days());
        out.bool("enableRbacAuthorization", switches.rbac());
        out.bool("enablePurgeProtection", protection.purge());
        out.text("createMode", createMode);
        out.text("publicNetworkAccess", network.publicAccess());
    }

    /// Collects what a request gives.
    private static final class Members {
        @Nullable TenantId tenantId;
        @Nullable String sku;
        @Nullable Boolean deployment;
        @Nullable Boolean diskEncryption;
        @Nullable Boolean templateDeployment;
        @Nullable Boolean rbac;
        @Nullable Boolean softDelete;
        @Nullable Integer days;
        @Nullable Boolean purge;
        @Nullable NetworkAcls acls;
        @Nullable String publicAccess;
        @Nullable List<AccessPolicy> accessPolicies;
        @Nullable String createMode;

        void take(JsonReader in) {
            switch (in.member()) {
                case "tenantId" -> tenantId = tenant(in.text());
                case "sku" -> sku = in.object(VaultProperties::skuName);
                case "enabledForDeployment" -> deployment = in.bool();
                case "enabledForDiskEncryption" -> diskEncryption = in.bool();
                case "enabledForTemplateDeployment" -> templateDeployment = in.bool();
                case "enableRbacAuthorization" -> rbac = in.bool();
                case "enableSoftDelete" -> softDelete = in.bool();
                case "softDeleteRetentionInDays" -> days = in.integer();
                case "enablePurgeProtection" -> purge = in.bool();
                case "networkAcls" -> acls = in.object(NetworkAcls::read);
                case "publicNetworkAccess" -> publicAccess = in.text();
                case "accessPolicies" -> accessPolicies = in.objects(PolicyEntry::read);
                case "createMode" -> createMode = in.text();
                default -> in.skip();
            }
        }

        VaultProperties build() {
            return new VaultProperties(
                    tenantId,
                    sku,
                    new Switches(deployment, diskEncryption, templateDeployment, rbac),
                    new Protection(softDelete, days, purge),
                    new Network(acls, publicAccess),
                    accessPolicies,
                    createMode);
        }
    }
}
