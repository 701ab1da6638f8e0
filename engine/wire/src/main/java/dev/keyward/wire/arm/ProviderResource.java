package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
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
