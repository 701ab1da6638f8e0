package dev.keyward.wire.graph;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object of the directory, as the graph answers it.
public sealed interface DirectoryObject {
    String id();

    String displayName();

    /// Reads what AAD Graph says.
    static DirectoryObject read(JsonReader in) {
        Parts parts = new Parts();
        while (in.next()) {
            parts.take(in);
        }
        return parts.object();
    }

    void writeMembers(JsonWriter out, Dialect dialect);

    record User(
            String id,
            String displayName,
            String principalName,
            @Nullable String mail,
            boolean enabled)
            implements DirectoryObject {
        @Override
        public void writeMembers(JsonWriter out, Dialect dialect) {
            dialect.writeType(out, "User");
            out.text(dialect.idMember, id);
            out.bool("accountEnabled", enabled);
            out.text("displayName", displayName);
            out.text("userPrincipalName", principalName);
            out.text("mail", mail);
            int at = principalName.indexOf('@');
            out.text("mailNickname", at < 0 ? principalName : principalName.substring(0, at));
            out.text("userType", "Member");
        }
    }

    record Group(String id, String displayName, @Nullable String mailNickname)
            implements DirectoryObject {
        @Override
        public void writeMembers(JsonWriter out, Dialect dialect) {
            dialect.writeType(out, "Group");
            out.text(dialect.idMember, id);
            out.text("displayName", displayName);
            out.bool("securityEnabled", true);
            out.bool("mailEnabled", false);
            out.text("mailNickname", mailNickname);
        }
    }

    /// @param names the client id, and the URIs of the application
    record ServicePrincipal(
            String id, String appId, String displayName, List<String> names, boolean enabled)
            implements DirectoryObject {
        public ServicePrincipal {
            names = List.copyOf(names);
        }

        @Override
        public void writeMembers(JsonWriter out, Dialect dialect) {
            dialect.writeType(out, "ServicePrincipal");
            out.text(dialect.idMember, id);
            out.bool("accountEnabled", enabled);
            out.text("appId", appId);
            out.text("appDisplayName", displayName);
            out.text("displayName", displayName);
            out.texts("servicePrincipalNames", names);
            out.text("servicePrincipalType", "Application");
        }
    }

    record Application(
            String id,
            String appId,
            String displayName,
            @Nullable String homePage,
            List<String> identifierUris,
            List<PasswordCredential> credentials,
            List<KeyCredential.Shown> certificates,
            SignInSettings.Shown signIn)
            implements DirectoryObject {
        public Application {
            identifierUris = List.copyOf(identifierUris);
            credentials = List.copyOf(credentials);
            certificates = List.copyOf(certificates);
        }

        @Override
        public void writeMembers(JsonWriter out, Dialect dialect) {
            dialect.writeType(out, "Application");
            out.text(dialect.idMember, id);
            out.text("appId", appId);
            out.text("displayName", displayName);
            SignInSettings.write(out, dialect, signIn, homePage);
            switch (dialect) {
                case AAD -> out.bool("availableToOtherTenants", false);
                case MICROSOFT -> out.text("signInAudience", "AzureADMyOrg");
            }
            out.texts("identifierUris", identifierUris);
            out.objects(
                    "passwordCredentials",
                    credentials.stream().map(credential -> credential.in(dialect)).toList());
            out.objects(
                    "keyCredentials",
                    certificates.stream().map(certificate -> certificate.in(dialect)).toList());
        }
    }

    /// A secret of an application, as far as it may be told.
    ///
    /// @param secret the one time it was made; else null
    record PasswordCredential(
            String keyId,
            @Nullable String displayName,
            String hint,
            Instant start,
            Instant end,
            @Nullable SecretBytes secret) {
        /// Reads what either dialect says.
        public static PasswordCredential read(JsonReader in) {
            String keyId = null;
            String displayName = null;
            String hint = "";
            Instant start = Instant.EPOCH;
            Instant end = Instant.EPOCH;
            SecretBytes secret = null;
            while (in.next()) {
                switch (in.member()) {
                    case "keyId" -> keyId = in.text();
                    case "displayName" -> displayName = in.text();
                    case "hint" -> hint = in.text();
                    case "startDate", "startDateTime" -> start = in.time();
                    case "endDate", "endDateTime" -> end = in.time();
                    case "value", "secretText" -> secret = in.secretText();
                    default -> in.skip();
                }
            }
            return new PasswordCredential(
                    Required.member("keyId", keyId), displayName, hint, start, end, secret);
        }

        @Override
        public String toString() {
            return "PasswordCredential[" + keyId + "]";
        }

        public WireBody in(Dialect dialect) {
            return out -> {
                out.text("keyId", keyId);
                out.text(dialect.startMember, start.toString());
                out.text(dialect.endMember, end.toString());
                switch (dialect) {
                    case AAD -> out.secretText("value", secret);
                    case MICROSOFT -> {
                        out.text("displayName", displayName);
                        out.text("hint", hint.isEmpty() ? null : hint);
                        out.secretText("secretText", secret);
                    }
                }
            };
        }
    }

    /// Of a kind that isn't here, such as a device.
    record Other(String type, String id, String displayName) implements DirectoryObject {
        @Override
        public void writeMembers(JsonWriter out, Dialect dialect) {
            dialect.writeType(out, type);
            out.text(dialect.idMember, id);
            out.text("displayName", displayName);
        }
    }

    /// Collects the members of any kind as they come.
    final class Parts {
        private String type = "";
        private @Nullable String id;
        private String displayName = "";
        private @Nullable String appId;
        private String principalName = "";
        private @Nullable String mail;
        private @Nullable String mailNickname;
        private final SignInSettings.Parts signIn = new SignInSettings.Parts();
        private List<String> names = List.of();
        private List<String> uris = List.of();
        private boolean enabled = true;

        private Parts() {}

        private void take(JsonReader in) {
            switch (in.member()) {
                case "objectType" -> type = in.text();
                case "objectId" -> id = in.text();
                case "displayName" -> displayName = in.text();
                case "appId" -> appId = in.text();
                case "userPrincipalName" -> principalName = in.text();
                case "mail" -> mail = in.text();
                case "mailNickname" -> mailNickname = in.text();
                case "servicePrincipalNames" -> names = in.texts();
                case "identifierUris" -> uris = in.texts();
                case "accountEnabled" -> enabled = in.bool();
                default -> {
                    if (!signIn.takes(in)) {
                        in.skip();
                    }
                }
            }
        }

        private DirectoryObject object() {
            String known = Required.member("objectId", id);
            return switch (type) {
                case "User" -> new User(known, displayName, principalName, mail, enabled);
                case "Group" -> new Group(known, displayName, mailNickname);
                case "ServicePrincipal" ->
                        new ServicePrincipal(
                                known,
                                Required.member("appId", appId),
                                displayName,
                                names,
                                enabled);
                case "Application" ->
                        new Application(
                                known,
                                Required.member("appId", appId),
                                displayName,
                                signIn.homePage,
                                uris,
                                List.of(),
                                List.of(),
                                signIn.shown());
                default -> new Other(type, known, displayName);
            };
        }
    }
}
