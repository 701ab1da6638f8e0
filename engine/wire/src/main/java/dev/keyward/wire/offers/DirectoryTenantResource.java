package dev.keyward.wire.offers;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// A directory tenant (tenancy.md, section 9), as it is sent and as it is answered; its name is the
/// domain.
///
/// @param administrator of the one answer that tells the secret alone
public record DirectoryTenantResource(
        Envelope envelope,
        @Nullable String tenantId,
        @Nullable String displayName,
        @Nullable Administrator administrator)
        implements WireBody {
    public static final String TYPE = "Microsoft.Subscriptions.Admin/directoryTenants";

    /// The application that administers a new tenant.
    ///
    /// @param secret good for a week, in which another credential is to be made with it
    public record Administrator(String applicationId, String objectId, SecretBytes secret)
            implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("applicationId", applicationId);
            out.text("objectId", objectId);
            out.secretText("secret", secret);
        }
    }

    public static DirectoryTenantResource parse(byte[] json) {
        return JsonReader.parse(json, DirectoryTenantResource::read);
    }

    public static DirectoryTenantResource read(JsonReader in) {
        Properties properties = new Properties();
        Envelope envelope = Envelope.read(in, properties::take);
        return new DirectoryTenantResource(
                envelope, properties.tenantId, properties.displayName, properties.administrator);
    }

    private static final class Properties {
        private @Nullable String tenantId;
        private @Nullable String displayName;
        private @Nullable Administrator administrator;

        void take(JsonReader in) {
            switch (in.member()) {
                case "tenantId" -> tenantId = in.text();
                case "displayName" -> displayName = in.text();
                case "administrator" -> administrator = in.object(Properties::readAdministrator);
                default -> in.skip();
            }
        }

        private static @Nullable Administrator readAdministrator(JsonReader in) {
            String application = null;
            String object = null;
            SecretBytes secret = null;
            while (in.next()) {
                switch (in.member()) {
                    case "applicationId" -> application = in.text();
                    case "objectId" -> object = in.text();
                    case "secret" -> secret = in.secretText();
                    default -> in.skip();
                }
            }
            return application == null || object == null || secret == null
                    ? null
                    : new Administrator(application, object, secret);
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        envelope.write(
                out,
                TYPE,
                inner -> {
                    inner.text("tenantId", tenantId);
                    inner.text("displayName", displayName);
                    inner.object("administrator", administrator);
                });
    }
}
