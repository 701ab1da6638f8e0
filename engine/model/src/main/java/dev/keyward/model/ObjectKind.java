package dev.keyward.model;

/// The three collections of a vault.
public enum ObjectKind {
    KEY("keys", "deletedkeys"),
    SECRET("secrets", "deletedsecrets"),
    CERTIFICATE("certificates", "deletedcertificates");

    private final String collection;
    private final String deletedCollection;

    ObjectKind(String collection, String deletedCollection) {
        this.collection = collection;
        this.deletedCollection = deletedCollection;
    }

    /// The path segment of live objects, such as `keys`.
    public String collection() {
        return collection;
    }

    /// The path segment of deleted objects, such as `deletedkeys`.
    public String deletedCollection() {
        return deletedCollection;
    }

    /// The word that messages use, such as `Key`.
    public String word() {
        return switch (this) {
            case KEY -> "Key";
            case SECRET -> "Secret";
            case CERTIFICATE -> "Certificate";
        };
    }
}
