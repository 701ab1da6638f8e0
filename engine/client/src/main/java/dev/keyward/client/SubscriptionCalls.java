package dev.keyward.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls inside one subscription: providers, resource groups, resources. Every one throws a
/// [VaultCallException] if it's refused.
public final class SubscriptionCalls {
    private static final String AUDIT = "/providers/Keyward.Audit";
    private static final String DEVELOPMENT = "/providers/Keyward.Development";

    private final Rest rest;
    private final ArmUris uris;
    private final String base;

    SubscriptionCalls(Rest rest, ArmUris uris, String subscriptionId) {
        this.rest = rest;
        this.uris = uris;
        this.base = "/subscriptions/" + VaultUris.encode(subscriptionId);
    }

    public Paged<Provider> providers() {
        return new Paged<>(rest, uris.of(base + "/providers", ArmUris.RESOURCES), Provider::read);
    }

    public Provider provider(String namespace) {
        return Provider.read(rest.get(provider(namespace, "")));
    }

    public Provider register(String namespace) {
        return Provider.read(rest.send("POST", provider(namespace, "/register"), null));
    }

    public Provider unregister(String namespace) {
        return Provider.read(rest.send("POST", provider(namespace, "/unregister"), null));
    }

    private URI provider(String namespace, String action) {
        String path = base + "/providers/" + VaultUris.encode(namespace) + action;
        return uris.of(path, ArmUris.RESOURCES);
    }

    public Paged<ResourceGroup> resourceGroups() {
        return new Paged<>(
                rest, uris.of(base + "/resourcegroups", ArmUris.RESOURCES), ResourceGroup::read);
    }

    public Optional<ResourceGroup> findResourceGroup(String name) {
        return rest.find(group(name)).map(ResourceGroup::read);
    }

    /// Makes the group, or sets its tags if it's there.
    public ResourceGroup putResourceGroup(
            String name, String location, @Nullable Map<String, String> tags) {
        ObjectNode body = Rest.object().put("location", location);
        if (tags != null) {
            tags.forEach(body.putObject("tags")::put);
        }
        return ResourceGroup.read(rest.send("PUT", group(name), body));
    }

    /// @param tags replaces all tags
    public ResourceGroup tagResourceGroup(String name, Map<String, String> tags) {
        ObjectNode body = Rest.object();
        tags.forEach(body.putObject("tags")::put);
        return ResourceGroup.read(rest.send("PATCH", group(name), body));
    }

    /// Deletes the group and all it holds.
    public void deleteResourceGroup(String name) {
        rest.send("DELETE", group(name), null);
    }

    private URI group(String name) {
        return uris.of(base + "/resourcegroups/" + VaultUris.encode(name), ArmUris.RESOURCES);
    }

    /// Resources of one type in all groups, without their properties.
    ///
    /// @param type such as `Microsoft.KeyVault/vaults`
    public Paged<Resource> resources(String type) {
        URI uri =
                uris.filtered(
                        base + "/resources",
                        "resourceType eq '" + type + "'",
                        ArmUris.GENERIC_LIST);
        return new Paged<>(rest, uri, Resource::read);
    }

    /// Lets the time of a development server pass.
    ///
    /// @param by ISO 8601 duration
    public ServerTime advanceTime(String by) {
        return ServerTime.read(ofDevelopment("/time/advance", Rest.object().put("by", by)));
    }

    /// All that a vault of a development server holds, sealed under a passphrase.
    ///
    /// @param passphrase 12 to 1024 bytes of UTF-8
    public VaultContents exportVault(String vault, SecretBytes passphrase) {
        return contents(vault, "/export", sealedUnder(passphrase));
    }

    /// Brings what [#exportVault] gave into a vault of a development server, all of it or nothing.
    public VaultContents importVault(String vault, SecretBytes passphrase, byte[] value) {
        ObjectNode body = sealedUnder(passphrase);
        dev.keyward.wire.VaultContents.pieces(value).forEach(body.putArray("value")::add);
        return contents(vault, "/import", body);
    }

    private static ObjectNode sealedUnder(SecretBytes passphrase) {
        return Rest.object().put("passphrase", passphrase.toUtf8(SecretAccess.request()));
    }

    private VaultContents contents(String vault, String action, ObjectNode body) {
        return VaultContents.read(
                ofDevelopment("/vaults/" + VaultUris.encode(vault) + action, body));
    }

    /// What only development servers answer; others have nothing at the address.
    private JsonNode ofDevelopment(String path, ObjectNode body) {
        try {
            return rest.send("POST", uris.of(base + DEVELOPMENT + path, ArmUris.AUDIT), body);
        } catch (VaultCallException refused) {
            if (!(refused.failure() instanceof CallFailure.NothingThere)) {
                throw refused;
            }
            throw new VaultCallException(
                    refused.status(),
                    refused.failure(),
                    "This is for development servers (serve --dev); the service here isn't one.",
                    refused);
        }
    }

    /// Records of the audit log that the caller may see here, the oldest first.
    ///
    /// With no time given, the first page is all there is: the newest records.
    public Paged<AuditRecord> auditRecords(AuditRecord.Filter filter) {
        StringBuilder uri =
                new StringBuilder(uris.of(base + AUDIT + "/records", ArmUris.AUDIT).toString());
        parameter(uri, "from", filter.from());
        parameter(uri, "to", filter.to());
        parameter(uri, "vault", filter.vault());
        parameter(uri, "operation", filter.operation());
        uri.append("&$top=").append(filter.most());
        return new Paged<>(rest, URI.create(uri.toString()), AuditRecord::read);
    }

    private static void parameter(StringBuilder uri, String name, @Nullable Object value) {
        if (value != null) {
            uri.append('&').append(name).append('=').append(VaultUris.encode(value.toString()));
        }
    }

    /// Checks the whole audit log.
    public AuditRecord.Check checkAudit() {
        return AuditRecord.Check.read(
                rest.send("POST", uris.of(base + AUDIT + "/verify", ArmUris.AUDIT), null));
    }

    /// The ARM id.
    public String id() {
        return base;
    }

    public RoleCalls roles() {
        return new RoleCalls(rest, uris);
    }

    public SealingCalls sealing() {
        return new SealingCalls(rest, uris, base);
    }

    public VaultResourceCalls vaults() {
        return new VaultResourceCalls(rest, uris, base);
    }

    static Map<String, String> readTags(JsonNode node) {
        Map<String, String> tags = new LinkedHashMap<>();
        node.path("tags").properties().forEach(e -> tags.put(e.getKey(), e.getValue().asText()));
        return tags;
    }

    /// A resource provider.
    ///
    /// @param registration such as `Registered`
    public record Provider(String namespace, String registration, List<Type> types) {
        public Provider {
            types = List.copyOf(types);
        }

        /// A type of resources it offers.
        public record Type(String name, List<String> locations, List<String> apiVersions) {
            public Type {
                locations = List.copyOf(locations);
                apiVersions = List.copyOf(apiVersions);
            }
        }

        static Provider read(JsonNode node) {
            List<Type> types = new ArrayList<>();
            node.path("resourceTypes")
                    .forEach(type ->
                            types.add(
                                    new Type(
                                            type.path("resourceType").asText(),
                                            texts(type.path("locations")),
                                            texts(type.path("apiVersions")))));
            return new Provider(
                    node.path("namespace").asText(),
                    node.path("registrationState").asText(),
                    types);
        }

        private static List<String> texts(JsonNode array) {
            List<String> texts = new ArrayList<>();
            array.forEach(text -> texts.add(text.asText()));
            return texts;
        }
    }

    public record ResourceGroup(
            String id, String name, String location, String state, Map<String, String> tags) {
        static ResourceGroup read(JsonNode node) {
            return new ResourceGroup(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    node.path("location").asText(),
                    node.path("properties").path("provisioningState").asText(),
                    readTags(node));
        }
    }

    public record Resource(String id, String name, String location, Map<String, String> tags) {
        static Resource read(JsonNode node) {
            return new Resource(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    node.path("location").asText(),
                    readTags(node));
        }

        /// The group, as the id spells it.
        public String resourceGroup() {
            return ResourceId.parse(id).map(ResourceId::resourceGroup).orElse("");
        }
    }
}
