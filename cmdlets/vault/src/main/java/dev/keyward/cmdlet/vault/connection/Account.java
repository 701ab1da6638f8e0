package dev.keyward.cmdlet.vault.connection;

/// Who is signed in.
///
/// @param id user name, or an application's client id
public record Account(String id, Type type) {
    /// The words PowerShell uses.
    public enum Type {
        User,
        ServicePrincipal,
        ManagedService,
        AccessToken
    }
}
