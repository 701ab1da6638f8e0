package dev.keyward.model;

/// What a role can allow inside a vault (authorization.md, section 4.1). Not to be confused with
/// actions of the management plane that read alike.
public enum DataAction {
    KEYS_READ("keys/read", "Read key properties and public parts"),
    KEYS_UPDATE("keys/update/action", "Update key properties"),
    KEYS_CREATE("keys/create/action", "Create key"),
    KEYS_IMPORT("keys/import/action", "Import key"),
    KEYS_RECOVER("keys/recover/action", "Recover key"),
    KEYS_RESTORE("keys/restore/action", "Restore key"),
    KEYS_DELETE("keys/delete", "Delete key"),
    KEYS_BACKUP("keys/backup/action", "Back up key"),
    KEYS_PURGE("keys/purge/action", "Purge key"),
    KEYS_ENCRYPT("keys/encrypt/action", "Encrypt with key"),
    KEYS_DECRYPT("keys/decrypt/action", "Decrypt with key"),
    KEYS_WRAP("keys/wrap/action", "Wrap with key"),
    KEYS_UNWRAP("keys/unwrap/action", "Unwrap with key"),
    KEYS_SIGN("keys/sign/action", "Sign with key"),
    KEYS_VERIFY("keys/verify/action", "Verify with key"),
    KEYS_RELEASE("keys/release/action", "Release key"),
    KEYS_ROTATE("keys/rotate/action", "Rotate key"),
    KEY_ROTATION_POLICIES_READ("keyrotationpolicies/read", "Read key rotation policy"),
    KEY_ROTATION_POLICIES_WRITE("keyrotationpolicies/write", "Write key rotation policy"),
    SECRETS_DELETE("secrets/delete", "Delete secret"),
    SECRETS_BACKUP("secrets/backup/action", "Back up secret"),
    SECRETS_PURGE("secrets/purge/action", "Purge secret"),
    SECRETS_UPDATE("secrets/update/action", "Update secret properties"),
    SECRETS_RECOVER("secrets/recover/action", "Recover secret"),
    SECRETS_RESTORE("secrets/restore/action", "Restore secret"),
    SECRETS_READ_METADATA("secrets/readMetadata/action", "Read secret properties"),
    SECRETS_GET("secrets/getSecret/action", "Get secret value"),
    SECRETS_SET("secrets/setSecret/action", "Set secret"),
    CERTIFICATES_READ("certificates/read", "Read certificate"),
    CERTIFICATES_DELETE("certificates/delete", "Delete certificate"),
    CERTIFICATES_BACKUP("certificates/backup/action", "Back up certificate"),
    CERTIFICATES_PURGE("certificates/purge/action", "Purge certificate"),
    CERTIFICATES_UPDATE("certificates/update/action", "Update certificate"),
    CERTIFICATES_CREATE("certificates/create/action", "Create certificate"),
    CERTIFICATES_IMPORT("certificates/import/action", "Import certificate"),
    CERTIFICATES_RECOVER("certificates/recover/action", "Recover certificate"),
    CERTIFICATES_RESTORE("certificates/restore/action", "Restore certificate"),
    CERTIFICATE_ISSUERS_READ("certificatecas/read", "Read certificate issuer"),
    CERTIFICATE_ISSUERS_WRITE("certificatecas/write", "Write certificate issuer"),
    CERTIFICATE_ISSUERS_DELETE("certificatecas/delete", "Delete certificate issuer"),
    CERTIFICATE_CONTACTS_WRITE("certificatecontacts/write", "Manage certificate contacts");

    private final String word;
    private final String label;

    DataAction(String action, String label) {
        this.word = "Microsoft.KeyVault/vaults/" + action;
        this.label = label;
    }

    /// The whole action, such as `Microsoft.KeyVault/vaults/secrets/getSecret/action`.
    public String word() {
        return word;
    }

    /// For people.
    public String label() {
        return label;
    }
}
