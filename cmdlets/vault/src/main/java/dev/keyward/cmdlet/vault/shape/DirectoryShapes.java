package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.graph.DirectoryObject.PasswordCredential;
import dev.keyward.wire.graph.IdentityProviderBody;
import dev.keyward.wire.graph.KeyCredential;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Principals and applications as objects, with the property names of both generations of modules.
public final class DirectoryShapes {
    private DirectoryShapes() {}

    public static PsObject application(DirectoryEntry entry) {
        return client(new PsObject(Types.APPLICATION), entry)
                .set("IdentifierUri", entry.names().toArray(String[]::new))
                .add(new PsProperty.Alias("IdentifierUris", "IdentifierUri"));
    }

    public static PsObject servicePrincipal(DirectoryEntry entry) {
        return client(new PsObject(Types.SERVICE_PRINCIPAL), entry)
                .set("ServicePrincipalName", entry.names().toArray(String[]::new))
                .add(new PsProperty.Alias("ServicePrincipalNames", "ServicePrincipalName"));
    }

    private static PsObject client(PsObject object, DirectoryEntry entry) {
        String appId = entry.appId();
        return principal(object, entry)
                .set("AppId", appId)
                .set("ApplicationId", appId == null ? null : Texts.guid(appId));
    }

    public static PsObject user(DirectoryEntry entry) {
        return principal(new PsObject(Types.USER), entry)
                .set("UserPrincipalName", entry.userPrincipalName())
                .set("Mail", entry.mail())
                .set("AccountEnabled", entry.enabled());
    }

    /// A member of a group, of whichever kind it is.
    public static PsObject member(DirectoryEntry entry) {
        return switch (entry.type()) {
            case "User" -> user(entry);
            case "ServicePrincipal" -> servicePrincipal(entry);
            default -> group(entry);
        };
    }

    /// A secret of an application; its text is there the one time it was made.
    public static PsObject credential(PasswordCredential credential) {
        SecretBytes secret = credential.secret();
        return olderNames(
                new PsObject(Types.PASSWORD)
                        .set("DisplayName", credential.displayName())
                        .set("KeyId", credential.keyId())
                        .set("Hint", credential.hint())
                        .set("StartDateTime", Texts.time(credential.start()))
                        .set("EndDateTime", Texts.time(credential.end()))
                        .set(
                                "SecretText",
                                secret == null ? null : secret.toUtf8(SecretAccess.request())));
    }

    /// A certificate that an application signs in with; the thumbprint tells which it is.
    public static PsObject credential(KeyCredential.Shown certificate) {
        return olderNames(
                new PsObject(Types.KEY_CREDENTIAL)
                        .set("DisplayName", certificate.displayName())
                        .set("KeyId", certificate.keyId())
                        .set("CustomKeyIdentifier", certificate.thumbprint())
                        .set("Type", KeyCredential.TYPE)
                        .set("Usage", KeyCredential.USAGE)
                        .set("StartDateTime", Texts.time(certificate.start()))
                        .set("EndDateTime", Texts.time(certificate.end())));
    }

    private static PsObject olderNames(PsObject credential) {
        return credential
                .add(new PsProperty.Alias("StartDate", "StartDateTime"))
                .add(new PsProperty.Alias("EndDate", "EndDateTime"));
    }

    /// An application with the secret made along with it.
    public static PsObject withCredential(PsObject application, PasswordCredential credential) {
        return application.set("PasswordCredentials", credential(credential));
    }

    public static PsObject group(DirectoryEntry entry) {
        return principal(new PsObject(Types.GROUP), entry)
                .set("MailNickname", entry.mailNickname());
    }

    /// Whom the tenant trusts beside the built-in provider.
    public static PsObject provider(IdentityProviderBody provider) {
        Map<String, String> texts = provider.texts();
        return new PsObject(Types.IDENTITY_PROVIDER)
                .set("Name", texts.get("name"))
                .set("Id", texts.get("id"))
                .set("Enabled", provider.enabled())
                .set("Issuer", list(provider, "issuers"))
                .set("IssuerTenant", list(provider, "tenants"))
                .set("MetadataUri", texts.get("metadataUri"))
                .set("JwksUri", texts.get("jwksUri"))
                .set("Algorithm", list(provider, "algorithms"))
                .set("ClockSkewSeconds", provider.clockSkew())
                .set("VaultAudience", list(provider, "vaultAudiences"))
                .set("ManagementAudience", list(provider, "managementAudiences"))
                .set("ObjectIdClaim", texts.get("objectIdClaim"))
                .set("NameClaim", texts.get("nameClaim"))
                .set("ClientClaim", texts.get("clientClaim"))
                .set("GroupsClaim", texts.get("groupsClaim"))
                .set("ObjectIds", texts.get("objectIds"))
                .set("BlockedObjectId", list(provider, "blockedObjectIds"))
                .set("Authority", texts.get("authority"));
    }

    private static String[] list(IdentityProviderBody provider, String member) {
        return provider.lists().getOrDefault(member, List.of()).toArray(String[]::new);
    }

    private static PsObject principal(PsObject object, DirectoryEntry entry) {
        return object.set("DisplayName", entry.displayName())
                .set("Id", entry.objectId())
                .set("ObjectId", entry.objectId())
                .set("ObjectType", entry.type());
    }

    /// A service principal with the password made for it; it can't be read later.
    public static PsObject withPassword(PsObject servicePrincipal, @Nullable Object password) {
        return servicePrincipal.set(
                "PasswordCredentials", new PsObject(Types.PASSWORD).set("SecretText", password));
    }
}
