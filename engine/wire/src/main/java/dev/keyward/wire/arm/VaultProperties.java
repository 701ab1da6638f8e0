package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `properties` of a vault (management-plane.md, section 2.2), as far as they were given.
///
/// @param sku `standard` or `premium`, in any letter case in a request
/// @param createMode `default` or `recover`; of requests alone
public record VaultProperties(
        @Nullable String tenantId,
        @Nullable String sku,
        Switches switches,
        Protection protection,
        Network network,
        @Nullable List<PolicyEntry> accessPolicies,
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

    /// Asks for a deleted vault as it was.
    public static VaultProperties recovering(String tenantId) {
        return new VaultProperties(
                tenantId,
                "standard",
                NOTHING.switches,
                NOTHING.protection,
                NOTHING.network,
                null,
                "recover");
    }

    public VaultProperties withPolicies(List<PolicyEntry> policies) {
        return new VaultProperties(
                tenantId, sku, switches, protection, network, policies, createMode);
    }

    public VaultProperties withSwitches(Switches switches) {
        return new VaultProperties(
                tenantId, sku, switches, protection, network, accessPolicies, createMode);
    }

    public VaultProperties withProtection(Protection protection) {
        return new VaultProperties(
                tenantId, sku, switches, protection, network, accessPolicies, createMode);
    }

    public VaultProperties withNetwork(Network network) {
        return new VaultProperties(
                tenantId, sku, switches, protection, network, accessPolicies, createMode);
    }

    /// The entries; none where the member is absent.
    public List<PolicyEntry> policies() {
        return accessPolicies == null ? List.of() : accessPolicies;
    }

    static VaultProperties read(JsonReader in) {
        Members members = new Members();
        while (in.next()) {
            members.take(in);
        }
        return members.build();
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
        if (sku != null) {
            out.object(
                    "sku",
                    level -> {
                        level.text("family", "A");
                        level.text("name", sku);
                    });
        }
        out.text("tenantId", tenantId);
        out.object("networkAcls", network.acls());
        out.objects("accessPolicies", accessPolicies);
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
    static final class Members {
        @Nullable String tenantId;
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
        @Nullable List<PolicyEntry> accessPolicies;
        @Nullable String createMode;

        void take(JsonReader in) {
            switch (in.member()) {
                case "tenantId" -> tenantId = in.text();
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
