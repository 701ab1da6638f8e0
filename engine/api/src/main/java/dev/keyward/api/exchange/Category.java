package dev.keyward.api.exchange;

/// Which kind of audit record an operation leaves (audit-log.md, sections 1 and 3).
public enum Category {
    /// Everything of a vault: Azure's own category.
    AUDIT_EVENT("AuditEvent"),
    /// Subscriptions, groups, providers, the directory.
    ADMINISTRATIVE("Administrative"),
    /// The token endpoint.
    SIGN_IN("SignIn");

    private final String word;

    Category(String word) {
        this.word = word;
    }

    /// The value of `category` in the record.
    public String word() {
        return word;
    }
}
