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
        Policy registrationPolicy,
        List<Type> resourceTypes)
        implements WireBody {
    /// Whether subscriptions have to register.
    public enum Policy {
        REGISTRATION_REQUIRED("RegistrationRequired"),
        REGISTRATION_FREE("RegistrationFree");

        private final String word;

        Policy(String word) {
            this.word = word;
        }

        private static Policy of(String word) {
            return word.equalsIgnoreCase(REGISTRATION_FREE.word)
                    ? REGISTRATION_FREE
                    : REGISTRATION_REQUIRED;
        }
    }

    public ProviderResource {
        resourceTypes = List.copyOf(resourceTypes);
    }

    public static ProviderResource read(JsonReader in) {
        String id = "";
        String namespace = null;
        String registrationState = null;
        Policy policy = Policy.REGISTRATION_REQUIRED;
        List<Type> types = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "namespace" -> namespace = in.text();
                case "registrationState" -> registrationState = in.text();
                case "registrationPolicy" -> policy = Policy.of(in.text());
                case "resourceTypes" -> types = in.objects(Type::read);
                default -> in.skip();
            }
        }
        String[] segments = id.split("/");
        return new ProviderResource(
                segments.length > 3 && segments[1].equals("subscriptions") ? segments[2] : null,
                Required.member("namespace", namespace),
                registrationState,
                policy,
                types);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        String scope = subscriptionId == null ? "" : "/subscriptions/" + subscriptionId;
        out.text("id", scope + "/providers/" + namespace);
        out.text("namespace", namespace);
        out.objects("resourceTypes", resourceTypes);
        out.text("registrationState", registrationState);
        out.text("registrationPolicy", registrationPolicy.word);
    }

    /// One of its resource types.
    ///
    /// @param apiVersions newest first
    /// @param capabilities by commas, such as `SupportsTags`, or `None`
    public record Type(
            String resourceType,
            List<String> locations,
            List<String> apiVersions,
            String capabilities)
            implements WireBody {
        public Type {
            locations = List.copyOf(locations);
            apiVersions = List.copyOf(apiVersions);
        }

        static Type read(JsonReader in) {
            String type = null;
            List<String> locations = List.of();
            List<String> versions = List.of();
            String capabilities = "None";
            while (in.next()) {
                switch (in.member()) {
                    case "resourceType" -> type = in.text();
                    case "locations" -> locations = in.texts();
                    case "apiVersions" -> versions = in.texts();
                    case "capabilities" -> capabilities = in.text();
                    default -> in.skip();
                }
            }
            return new Type(
                    Required.member("resourceType", type), locations, versions, capabilities);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("resourceType", resourceType);
            out.texts("locations", locations);
            out.texts("apiVersions", apiVersions);
            out.text("capabilities", capabilities);
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
