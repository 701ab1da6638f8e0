package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.arm.ProviderResource;
import dev.keyward.wire.arm.ResourceGroupResource;
import java.util.List;
import java.util.stream.Stream;

/// Resource groups and providers as objects.
public final class ResourceShapes {
    private ResourceShapes() {}

    public static PsObject group(ResourceGroupResource group) {
        return new PsObject(Types.RESOURCE_GROUP)
                .set("ResourceGroupName", group.name())
                .set("Location", group.location())
                .set("ProvisioningState", group.provisioningState())
                .set("Tags", group.tags().isEmpty() ? null : PsHashtable.of(group.tags()))
                .set("TagsTable", Texts.tagsTable(group.tags()))
                .set("ResourceId", group.id());
    }

    /// One object for each type the provider offers, as the old and new modules write them.
    public static Stream<PsObject> perType(ProviderResource provider) {
        return provider.resourceTypes().stream().map(type -> provider(provider, List.of(type)));
    }

    /// The provider with all its types in one object.
    public static PsObject whole(ProviderResource provider) {
        return provider(provider, provider.resourceTypes());
    }

    private static PsObject provider(ProviderResource provider, List<ProviderResource.Type> types) {
        return new PsObject(Types.PROVIDER)
                .set("ProviderNamespace", provider.namespace())
                .set("RegistrationState", provider.registrationState())
                .set(
                        "ResourceTypes",
                        types.stream().map(ResourceShapes::type).toArray(PsObject[]::new))
                .set(
                        "Locations",
                        types.stream()
                                .flatMap(type -> type.locations().stream())
                                .distinct()
                                .toArray(String[]::new));
    }

    /// A place where resources may be.
    ///
    /// @param providers whose resources may be there
    public static PsObject region(String name, List<String> providers) {
        return new PsObject(Types.REGION)
                .set("Location", name)
                .set("DisplayName", name)
                .set("Providers", providers.toArray(String[]::new));
    }

    private static PsObject type(ProviderResource.Type type) {
        return new PsObject(Types.PROVIDER_TYPE)
                .set("ResourceTypeName", type.resourceType())
                .set("Locations", type.locations().toArray(String[]::new))
                .set("ApiVersions", type.apiVersions().toArray(String[]::new))
                .readingAs(_ -> type.resourceType());
    }
}
