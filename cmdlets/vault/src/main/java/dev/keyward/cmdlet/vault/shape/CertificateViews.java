package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.View;
import java.util.List;

/// How certificates and what belongs to them are shown (cmdlets.md, section 2).
final class CertificateViews {
    private CertificateViews() {}

    static List<View> all() {
        return List.of(
                Views.list(
                        Types.CERTIFICATE_ITEM,
                        "VaultName",
                        "Name",
                        "Version",
                        "Id",
                        "Enabled",
                        "Expires",
                        "NotBefore",
                        "Created",
                        "Updated",
                        "Tags=TagsTable"),
                Views.list(
                        Types.CERTIFICATE,
                        "Name",
                        "Certificate",
                        "KeyId",
                        "SecretId",
                        "Thumbprint",
                        "Tags=TagsTable",
                        "Enabled",
                        "Created",
                        "Updated"),
                Views.list(
                        List.of(Types.DELETED_CERTIFICATE_ITEM, Types.DELETED_CERTIFICATE),
                        "VaultName",
                        "Name",
                        "Id",
                        "DeletedDate",
                        "ScheduledPurgeDate",
                        "Enabled",
                        "Expires",
                        "NotBefore",
                        "Created",
                        "Updated",
                        "Tags=TagsTable"),
                Views.table(Types.X509, "Thumbprint", "Subject"),
                Views.table(Types.CONTACT, "Email", "VaultName"),
                Views.table(Types.ISSUER_ITEM, "Name", "IssuerProvider", "VaultName"),
                Views.list(
                        Types.ISSUER,
                        "Name",
                        "IssuerProvider",
                        "AccountId",
                        "ApiKey",
                        "OrganizationDetails",
                        "VaultName"),
                Views.list(
                        Types.REVOCATION,
                        "VaultName",
                        "Name",
                        "SerialNumber",
                        "Reason",
                        "Revoked"));
    }
}
