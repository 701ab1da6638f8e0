package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A vault's own properties (management-plane.md, section 2.2).
///
/// @param sku `standard` or `premium`
/// @param policies in the order stored
public record VaultSettings(
        String tenantId,
        String sku,
        Switches switches,
        Protection protection,
        @Nullable String publicNetworkAccess,
        List<PolicyEntry> policies,
        @Nullable NetworkRules network) {
    public VaultSettings {
        policies = List.copyOf(policies);
    }

    /// Who else may read secrets, and how the data plane is authorized.
    public record Switches(
            boolean deployment,
            boolean templateDeployment,
            boolean diskEncryption,
            @Nullable Boolean rbac) {}

    /// What happens to deleted things; null leaves it to the service.
    public record Protection(
            @Nullable Boolean softDelete, @Nullable Integer days, @Nullable Boolean purge) {}

    /// The vault's firewall (management-plane.md, section 2.4).
    public record NetworkRules(
            String defaultAction, String bypass, List<String> addresses, List<String> subnets) {
        public NetworkRules {
            addresses = List.copyOf(addresses);
            subnets = List.copyOf(subnets);
        }
    }

    public VaultSettings withPolicies(List<PolicyEntry> policies) {
        return new VaultSettings(
                tenantId, sku, switches, protection, publicNetworkAccess, policies, network);
    }

    public VaultSettings withSwitches(Switches switches) {
        return new VaultSettings(
                tenantId, sku, switches, protection, publicNetworkAccess, policies, network);
    }

    public VaultSettings withProtection(Protection protection) {
        return new VaultSettings(
                tenantId, sku, switches, protection, publicNetworkAccess, policies, network);
    }

    public VaultSettings withPublicNetworkAccess(@Nullable String access) {
        return new VaultSettings(tenantId, sku, switches, protection, access, policies, network);
    }

    public VaultSettings withNetwork(@Nullable NetworkRules network) {
        return new VaultSettings(
                tenantId, sku, switches, protection, publicNetworkAccess, policies, network);
    }

    static VaultSettings read(JsonNode properties) {
        List<PolicyEntry> policies = new ArrayList<>();
        properties.path("accessPolicies").forEach(node -> policies.add(PolicyEntry.read(node)));
        JsonNode acls = properties.path("networkAcls");
        return new VaultSettings(
                properties.path("tenantId").asText(),
                properties.path("sku").path("name").asText(),
                new Switches(
                        properties.path("enabledForDeployment").asBoolean(),
                        properties.path("enabledForTemplateDeployment").asBoolean(),
                        properties.path("enabledForDiskEncryption").asBoolean(),
                        flag(properties, "enableRbacAuthorization")),
                new Protection(
                        flag(properties, "enableSoftDelete"),
                        properties.path("softDeleteRetentionInDays").isInt()
                                ? properties.path("softDeleteRetentionInDays").asInt()
                                : null,
                        flag(properties, "enablePurgeProtection")),
                ObjectProperties.text(properties, "publicNetworkAccess"),
                policies,
                acls.isObject()
                        ? new NetworkRules(
                                acls.path("defaultAction").asText("Allow"),
                                acls.path("bypass").asText("AzureServices"),
                                members(acls.path("ipRules"), "value"),
                                members(acls.path("virtualNetworkRules"), "id"))
                        : null);
    }

    void write(ObjectNode properties) {
        properties.put("tenantId", tenantId);
        properties.putObject("sku").put("family", "A").put("name", sku);
        properties.put("enabledForDeployment", switches.deployment());
        properties.put("enabledForTemplateDeployment", switches.templateDeployment());
        properties.put("enabledForDiskEncryption", switches.diskEncryption());
        put(properties, "enableRbacAuthorization", switches.rbac());
        put(properties, "enableSoftDelete", protection.softDelete());
        if (protection.days() != null) {
            properties.put("softDeleteRetentionInDays", protection.days());
        }
        // Only true may be sent: the service refuses false, as it can't be taken back.
        if (Boolean.TRUE.equals(protection.purge())) {
            properties.put("enablePurgeProtection", true);
        }
        if (publicNetworkAccess != null) {
            properties.put("publicNetworkAccess", publicNetworkAccess);
        }
        ArrayNode entries = properties.putArray("accessPolicies");
        policies.forEach(policy -> policy.write(entries.addObject()));
        if (network != null) {
            ObjectNode acls = properties.putObject("networkAcls");
            acls.put("defaultAction", network.defaultAction()).put("bypass", network.bypass());
            ArrayNode addresses = acls.putArray("ipRules");
            network.addresses().forEach(value -> addresses.addObject().put("value", value));
            ArrayNode subnets = acls.putArray("virtualNetworkRules");
            network.subnets().forEach(id -> subnets.addObject().put("id", id));
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Boolean value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static @Nullable Boolean flag(JsonNode node, String name) {
        return node.path(name).isBoolean() ? node.path(name).asBoolean() : null;
    }

    private static List<String> members(JsonNode array, String name) {
        List<String> members = new ArrayList<>();
        array.forEach(item -> members.add(item.path(name).asText()));
        return members;
    }
}
