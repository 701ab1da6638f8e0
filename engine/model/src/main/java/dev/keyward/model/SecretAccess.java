package dev.keyward.model;

/// The token one must hold to read [SecretBytes]; searching for this name lists every place that
/// does.
public final class SecretAccess {
    private static final SecretAccess INSTANCE = new SecretAccess();

    private SecretAccess() {}

    /// Asks for the right to read secret bytes. Call it at the place of use and don't keep it in a
    /// field.
    public static SecretAccess request() {
        return INSTANCE;
    }
}
