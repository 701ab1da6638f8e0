package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A resource provider (management-plane.md, section 9).
///
/// @param subscriptionId null at tenant level, where there is no state
/// @param registrationState such as `NotRegistered`; null at tenant level
public record ProviderResource(
        @Nullable String subscriptionId,
        String namespace,
        @Nullable String registrationState,
        List<Type> resourceTypes)
        implements WireBody {
    public ProviderResource {
        resourceTypes = List.copyOf(resourceTypes);
    }

    public static ProviderResource read(JsonReader in) {
        String id = "";
        String namespace = null;
        String registrationState = null;
        List<Type> types = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "namespace" -> namespace = in.text();
                case "registrationState" -> registrationState = in.text();
                case "resourceTypes" -> types = in.objects(Type::read);
                default -> in.skip();
            }
        }
        String[] segments = id.split("/");
        return new ProviderResource(
                segments.length > 3 && segments[1].equals("subscriptions") ? segments[2] : null,
                Required.member("namespace", namespace),
                registrationState,
                types);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        String scope = subscriptionId == null ? "" : "/subscriptions/" + subscriptionId;
        out.text("id", scope + "/providers/" + namespace);
        out.text("namespace", namespace);
        out.objects("resourceTypes", resourceTypes);
        out.text("registrationState", registrationState);
        if (registrationState != null) {
            out.text("registrationPolicy", "RegistrationRequired");
        }
    }

    /// One of its resource types.
    public record Type(String resourceType, List<String> locations, List<String> apiVersions)
            implements WireBody {
        public Type {
            locations = List.copyOf(locations);
            apiVersions = List.copyOf(apiVersions);
        }

        static Type read(JsonReader in) {
            String type = null;
            List<String> locations = List.of();
            List<String> versions = List.of();
            while (in.next()) {
                switch (in.member()) {
                    case "resourceType" -> type = in.text();
                    case "locations" -> locations = in.texts();
                    case "apiVersions" -> versions = in.texts();
                    default -> in.skip();
                }
            }
            return new Type(Required.member("resourceType", type), locations, versions);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("resourceType", resourceType);
            out.texts("locations", locations);
            out.texts("apiVersions", apiVersions);
            out.text("capabilities", "None");
        }
    }

    /// One of its operations.
    ///
    /// @param name such as `Microsoft.KeyVault/vaults/read`
    /// @param resource what it is done to, in words
    /// @param operation what it does, in words
    public record Operation(String name, String resource, String operation, boolean dataAction)
            implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("name", name);
            out.bool("isDataAction", dataAction);
            out.object(
                    "display",
                    display -> {
                        display.text("provider", "Microsoft Key Vault");
                        display.text("resource", resource);
                        display.text("operation", operation);
                        display.text("description", operation);
                    });
        }
    }
}
