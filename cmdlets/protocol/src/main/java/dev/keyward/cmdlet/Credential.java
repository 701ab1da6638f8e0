package dev.keyward.cmdlet;

/// A user name and a password.
public record Credential(String userName, SecureString password) {
    @Override
    public String toString() {
        return "System.Management.Automation.PSCredential";
    }
}
