package dev.keyward.wire.graph;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object of the directory, as the graph answers it.
public sealed interface DirectoryObject {
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

    record Group(String id, String displayName) implements DirectoryObject {
        @Override
        public void writeMembers(JsonWriter out, Dialect dialect) {
            dialect.writeType(out, "Group");
            out.text(dialect.idMember, id);
            out.text("displayName", displayName);
            out.bool("securityEnabled", true);
            out.bool("mailEnabled", false);
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
            List<PasswordCredential> credentials)
            implements DirectoryObject {
        public Application {
            identifierUris = List.copyOf(identifierUris);
            credentials = List.copyOf(credentials);
        }

        @Override
        public void writeMembers(JsonWriter out, Dialect dialect) {
            dialect.writeType(out, "Application");
            out.text(dialect.idMember, id);
            out.text("appId", appId);
            out.text("displayName", displayName);
            switch (dialect) {
                case AAD -> {
                    out.text("homepage", homePage);
                    out.bool("availableToOtherTenants", false);
                }
                case MICROSOFT -> {
                    out.object("web", web -> web.text("homePageUrl", homePage));
                    out.text("signInAudience", "AzureADMyOrg");
                }
            }
            out.texts("identifierUris", identifierUris);
            out.objects(
                    "passwordCredentials",
                    credentials.stream().map(credential -> credential.in(dialect)).toList());
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
}
