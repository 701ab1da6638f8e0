package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the identities of a directory tenant are.
///
/// @param status `Healthy`, or `Unhealthy` if nobody can sign in to administer it
public record IdentityHealth(
        String tenantId,
        @Nullable String displayName,
        String status,
        List<Application> applications)
        implements WireBody {
    public IdentityHealth {
        applications = List.copyOf(applications);
    }

    /// An administrator of the tenant.
    ///
    /// @param status `Healthy`, or `Unhealthy` if it is disabled or has no credential that is good
    public record Application(String applicationId, @Nullable String displayName, String status)
            implements WireBody {
        static Application read(JsonReader in) {
            String id = null;
            String displayName = null;
            String status = "";
            while (in.next()) {
                switch (in.member()) {
                    case "applicationId" -> id = in.text();
                    case "displayName" -> displayName = in.text();
                    case "status" -> status = in.text();
                    default -> in.skip();
                }
            }
            return new Application(Required.member("applicationId", id), displayName, status);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("applicationId", applicationId);
            out.text("displayName", displayName);
            out.text("status", status);
        }
    }

    public static IdentityHealth read(JsonReader in) {
        String tenantId = null;
        String displayName = null;
        String status = "";
        List<Application> applications = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "tenantId" -> tenantId = in.text();
                case "displayName" -> displayName = in.text();
                case "status" -> status = in.text();
                case "applications" -> applications = in.objects(Application::read);
                default -> in.skip();
            }
        }
        return new IdentityHealth(
                Required.member("tenantId", tenantId), displayName, status, applications);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("tenantId", tenantId);
        out.text("displayName", displayName);
        out.text("status", status);
        out.objects("applications", applications);
    }
}
