package dev.keyward.model;

/// The four lists of an access policy.
public record Permissions(
        PermissionList<Permission.Key> keys,
        PermissionList<Permission.Secret> secrets,
        PermissionList<Permission.Certificate> certificates,
        PermissionList<Permission.Storage> storage) {
    public static final Permissions NONE =
            new Permissions(
                    PermissionList.none(),
                    PermissionList.none(),
                    PermissionList.none(),
                    PermissionList.none());

    public boolean isEmpty() {
        return keys.isEmpty() && secrets.isEmpty() && certificates.isEmpty() && storage.isEmpty();
    }

    public boolean grants(Permission permission) {
        return switch (permission) {
            case Permission.Key key -> keys.grants(key);
            case Permission.Secret secret -> secrets.grants(secret);
            case Permission.Certificate certificate -> certificates.grants(certificate);
            case Permission.Storage account -> storage.grants(account);
        };
    }

    public Permissions plus(Permissions other) {
        return new Permissions(
                keys.plus(other.keys),
                secrets.plus(other.secrets),
                certificates.plus(other.certificates),
                storage.plus(other.storage));
    }

    public Permissions minus(Permissions other) {
        return new Permissions(
                keys.minus(other.keys, Permission.Key.class),
                secrets.minus(other.secrets, Permission.Secret.class),
                certificates.minus(other.certificates, Permission.Certificate.class),
                storage.minus(other.storage, Permission.Storage.class));
    }
}
