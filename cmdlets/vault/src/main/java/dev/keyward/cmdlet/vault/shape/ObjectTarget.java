package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.VaultClient;
import dev.keyward.client.management.ResourceId;
import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes.Look;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultException;
import org.jspecify.annotations.Nullable;

/// The key, secret or certificate an invocation means, or the vault it means if there's no name.
///
/// @param name null for the vault itself
/// @param version null for the current one
public record ObjectTarget(
        VaultClient vault, Look look, @Nullable String name, @Nullable String version) {
    /// Reads whichever way of naming was taken: an object, an id, a resource id, or names.
    ///
    /// @throws Refusal if an id has another shape
    public static ObjectTarget of(Run run) {
        PsObject input = run.inputObject();
        String id = run.text("Id");
        if (id != null) {
            return ofId(run, id);
        }
        String version = run.text("Version");
        if (input != null && input.has("Name")) {
            Object own = input.get("Version");
            return named(
                    run,
                    String.valueOf(input.get("VaultName")),
                    String.valueOf(input.get("Name")),
                    version != null || own == null ? version : own.toString());
        }
        if (input != null) {
            return named(run, String.valueOf(input.get("VaultName")), run.text("Name"), version);
        }
        String resource = run.text("ResourceId");
        if (resource == null) {
            resource = run.text("ParentResourceId");
        }
        String vault = resource == null ? run.required("VaultName") : vaultOf(resource);
        return named(run, vault, run.text("Name"), version);
    }

    /// By names alone, where an object that's given is another thing.
    public static ObjectTarget named(Run run) {
        return named(run, run.required("VaultName"), run.required("Name"), null);
    }

    /// The vault's name in an ARM id.
    public static String vaultOf(String resourceId) {
        return ResourceId.parse(resourceId)
                .map(ResourceId::name)
                .orElseThrow(() -> Refusal.of("'" + resourceId + "' isn't a vault's resource id."));
    }

    private static ObjectTarget named(
            Run run, String vault, @Nullable String name, @Nullable String version) {
        return new ObjectTarget(
                run.vault(vault),
                new Look(vault, run.isAzureRm()),
                name,
                version == null || version.isEmpty() ? null : version);
    }

    private static ObjectTarget ofId(Run run, String id) {
        ObjectAddress address =
                ObjectAddress.parse(id)
                        .orElseThrow(() -> Refusal.of("'" + id + "' isn't the URI of a secret."));
        String asked = run.text("Version");
        return new ObjectTarget(
                run.connection().vaultAt(address.vault()),
                new Look(address.vaultName(), run.isAzureRm()),
                address.name(),
                asked == null ? address.version() : asked);
    }

    /// The object's name.
    ///
    /// @throws Refusal if there is none, or it can't be one
    public String objectName() {
        if (name == null) {
            throw Refusal.of("a name is needed");
        }
        try {
            return new ObjectName(name).value();
        } catch (VaultException broken) {
            throw Refusal.ofRule("Name", broken);
        }
    }
}
