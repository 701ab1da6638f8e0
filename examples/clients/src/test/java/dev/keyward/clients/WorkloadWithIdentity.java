package dev.keyward.clients;

import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;

/// A program with a managed identity: keeps a secret in a vault, reads it, and prints it. What it
/// is told of its endpoint stands in its environment, where azure-identity looks.
final class WorkloadWithIdentity {
    private WorkloadWithIdentity() {}

    /// @param arguments the vault's URL, a name for the secret, and perhaps the identity's client
    ///   id
    public static void main(String[] arguments) {
        ManagedIdentityCredentialBuilder identity = new ManagedIdentityCredentialBuilder();
        if (arguments.length > 2) {
            identity.clientId(arguments[2]);
        }
        SecretClient secrets = new JavaClients(arguments[0], identity.build(), null).secrets();
        secrets.setSecret(arguments[1], "here");
        System.out.println(secrets.getSecret(arguments[1]).getValue());
    }
}
