package dev.keyward.api.operation;

import dev.keyward.model.DataAction;
import dev.keyward.model.Permission;
import java.util.List;

/// What an operation inside a vault takes: in a vault with access policies any one of some
/// permissions, in a vault with roles an action (authorization.md, section 3; the one place where
/// the two meet).
///
/// Encrypting, wrapping and verifying take their own action also where a key's public part, which
/// `keys/read` gives, would do (decisions, 17).
public enum DataRight {
    KEY_CREATE(DataAction.KEYS_CREATE, Permission.Key.CREATE),
    KEY_IMPORT(DataAction.KEYS_IMPORT, Permission.Key.IMPORT),
    KEY_GET(DataAction.KEYS_READ, Permission.Key.GET),
    KEY_LIST(DataAction.KEYS_READ, Permission.Key.LIST),
    KEY_GET_DELETED(DataAction.KEYS_READ, Permission.Key.GET),
    KEY_UPDATE(DataAction.KEYS_UPDATE, Permission.Key.UPDATE),
    KEY_DELETE(DataAction.KEYS_DELETE, Permission.Key.DELETE),
    KEY_RECOVER(DataAction.KEYS_RECOVER, Permission.Key.RECOVER),
    KEY_PURGE(DataAction.KEYS_PURGE, Permission.Key.PURGE),
    KEY_BACKUP(DataAction.KEYS_BACKUP, Permission.Key.BACKUP),
    KEY_RESTORE(DataAction.KEYS_RESTORE, Permission.Key.RESTORE),
    KEY_ENCRYPT(DataAction.KEYS_ENCRYPT, Permission.Key.ENCRYPT),
    KEY_DECRYPT(DataAction.KEYS_DECRYPT, Permission.Key.DECRYPT),
    KEY_WRAP(DataAction.KEYS_WRAP, Permission.Key.WRAP_KEY),
    KEY_UNWRAP(DataAction.KEYS_UNWRAP, Permission.Key.UNWRAP_KEY),
    KEY_SIGN(DataAction.KEYS_SIGN, Permission.Key.SIGN),
    KEY_VERIFY(DataAction.KEYS_VERIFY, Permission.Key.VERIFY),
    KEY_RELEASE(DataAction.KEYS_RELEASE, Permission.Key.RELEASE),
    KEY_ROTATE(DataAction.KEYS_ROTATE, Permission.Key.ROTATE),
    KEY_GET_ROTATION_POLICY(
            DataAction.KEY_ROTATION_POLICIES_READ, Permission.Key.GET_ROTATION_POLICY),
    KEY_SET_ROTATION_POLICY(
            DataAction.KEY_ROTATION_POLICIES_WRITE, Permission.Key.SET_ROTATION_POLICY),
    SECRET_GET(DataAction.SECRETS_GET, Permission.Secret.GET),
    SECRET_LIST(DataAction.SECRETS_READ_METADATA, Permission.Secret.LIST),
    SECRET_GET_DELETED(DataAction.SECRETS_READ_METADATA, Permission.Secret.GET),
    SECRET_SET(DataAction.SECRETS_SET, Permission.Secret.SET),
    SECRET_UPDATE(DataAction.SECRETS_UPDATE, Permission.Secret.SET),
    SECRET_DELETE(DataAction.SECRETS_DELETE, Permission.Secret.DELETE),
    SECRET_RECOVER(DataAction.SECRETS_RECOVER, Permission.Secret.RECOVER),
    SECRET_PURGE(DataAction.SECRETS_PURGE, Permission.Secret.PURGE),
    SECRET_BACKUP(DataAction.SECRETS_BACKUP, Permission.Secret.BACKUP),
    SECRET_RESTORE(DataAction.SECRETS_RESTORE, Permission.Secret.RESTORE),
    CERTIFICATE_CREATE(DataAction.CERTIFICATES_CREATE, Permission.Certificate.CREATE),
    CERTIFICATE_IMPORT(DataAction.CERTIFICATES_IMPORT, Permission.Certificate.IMPORT),
    CERTIFICATE_GET(DataAction.CERTIFICATES_READ, Permission.Certificate.GET),
    CERTIFICATE_LIST(DataAction.CERTIFICATES_READ, Permission.Certificate.LIST),
    CERTIFICATE_GET_DELETED(DataAction.CERTIFICATES_READ, Permission.Certificate.GET),
    CERTIFICATE_UPDATE(DataAction.CERTIFICATES_UPDATE, Permission.Certificate.UPDATE),
    CERTIFICATE_DELETE(DataAction.CERTIFICATES_DELETE, Permission.Certificate.DELETE),
    CERTIFICATE_RECOVER(DataAction.CERTIFICATES_RECOVER, Permission.Certificate.RECOVER),
    CERTIFICATE_PURGE(DataAction.CERTIFICATES_PURGE, Permission.Certificate.PURGE),
    CERTIFICATE_BACKUP(DataAction.CERTIFICATES_BACKUP, Permission.Certificate.BACKUP),
    CERTIFICATE_RESTORE(DataAction.CERTIFICATES_RESTORE, Permission.Certificate.RESTORE),
    CERTIFICATE_DELETE_PENDING(
            DataAction.CERTIFICATES_UPDATE,
            Permission.Certificate.UPDATE,
            Permission.Certificate.DELETE),
    CONTACTS_MANAGE(DataAction.CERTIFICATE_CONTACTS_WRITE, Permission.Certificate.MANAGE_CONTACTS),
    ISSUER_LIST(
            DataAction.CERTIFICATE_ISSUERS_READ,
            Permission.Certificate.LIST_ISSUERS,
            Permission.Certificate.MANAGE_ISSUERS,
            Permission.Certificate.GET_ISSUERS),
    ISSUER_GET(
            DataAction.CERTIFICATE_ISSUERS_READ,
            Permission.Certificate.GET_ISSUERS,
            Permission.Certificate.MANAGE_ISSUERS),
    ISSUER_SET(
            DataAction.CERTIFICATE_ISSUERS_WRITE,
            Permission.Certificate.SET_ISSUERS,
            Permission.Certificate.MANAGE_ISSUERS),
    ISSUER_DELETE(
            DataAction.CERTIFICATE_ISSUERS_DELETE,
            Permission.Certificate.DELETE_ISSUERS,
            Permission.Certificate.MANAGE_ISSUERS);

    private final DataAction action;
    private final List<Permission> anyOf;

    DataRight(DataAction action, Permission... anyOf) {
        this.action = action;
        this.anyOf = List.of(anyOf);
    }

    public DataAction action() {
        return action;
    }

    /// The one that refusals name first.
    public List<Permission> anyOf() {
        return anyOf;
    }

    /// The collection its object is in: `keys`, `secrets` or `certificates`.
    public String collection() {
        return anyOf.getFirst().list();
    }
}
