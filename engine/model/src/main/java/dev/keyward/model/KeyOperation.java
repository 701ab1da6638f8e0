package dev.keyward.model;

import java.util.Optional;

/// The values of `key_ops` (RFC 7517 4.3, and `import`, `export` of Key Vault).
public enum KeyOperation {
    ENCRYPT("encrypt"),
    DECRYPT("decrypt"),
    SIGN("sign"),
    VERIFY("verify"),
    WRAP_KEY("wrapKey"),
    UNWRAP_KEY("unwrapKey"),
    IMPORT("import"),
    EXPORT("export");

    private final String joseName;

    KeyOperation(String joseName) {
        this.joseName = joseName;
    }

    public String joseName() {
        return joseName;
    }

    /// @param text in any letter case
    public static Optional<KeyOperation> parse(String text) {
        for (KeyOperation operation : values()) {
            if (operation.joseName.equalsIgnoreCase(text)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
