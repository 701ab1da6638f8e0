package dev.keyward.api.operation;

import dev.keyward.model.Printable;
import dev.keyward.model.Regions;
import dev.keyward.wire.RefusedRequest;
import java.util.List;
import java.util.regex.Pattern;

/// The api-versions that a resource type of the management plane is served in (management-plane.md,
/// section 1.1).
///
/// @param namespace of the provider, such as `Microsoft.KeyVault`
/// @param type such as `locations/deletedVaults`
/// @param names newest first
/// @param regions where it is served
public record KnownVersions(String namespace, String type, List<String> names, Regions regions) {
    private static final String RESOURCE_MANAGER = "Microsoft.Resources";
    private static final Pattern VERSION = Pattern.compile("[0-9]{4}(-[0-9]{2}){2}(-preview)?");

    public KnownVersions {
        names = List.copyOf(names);
    }

    /// What a request in a version that isn't among them is told. Resource Manager speaks of its
    /// own types, and of what is no version at all, in other words than of providers' types.
    public RefusedRequest refusal(String version) {
        String given = Printable.name(version);
        return namespace.equals(RESOURCE_MANAGER) || !VERSION.matcher(version).matches()
                ? new RefusedRequest(
                        400,
                        "InvalidApiVersionParameter",
                        "The api-version '"
                                + given
                                + "' is invalid. The supported versions are '"
                                + String.join(",", names)
                                + "'.")
                : new RefusedRequest(
                        400,
                        "NoRegisteredProviderFound",
                        "No registered resource provider found for location '"
                                + regions.home()
                                + "' and API version '"
                                + given
                                + "' for type '"
                                + type
                                + "'. The supported api-versions are '"
                                + String.join(", ", names.reversed())
                                + "'. The supported locations are '"
                                + String.join(", ", regions.all())
                                + "'.");
    }
}
