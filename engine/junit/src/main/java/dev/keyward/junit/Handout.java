package dev.keyward.junit;

import dev.keyward.client.VaultClient;
import java.util.Optional;

/// What a test may ask for as a parameter. Azure's types are known by name, so that a class path
/// without its SDK does.
enum Handout {
    VAULT(TestVault.class.getName()) {
        @Override
        Object of(TestVault vault) {
            return vault;
        }
    },
    CLIENT(VaultClient.class.getName()) {
        @Override
        Object of(TestVault vault) {
            return vault.client();
        }
    },
    AZURE_SECRETS("com.azure.security.keyvault.secrets.SecretClient") {
        @Override
        Object of(TestVault vault) {
            return vault.azure().secrets();
        }
    },
    AZURE_KEYS("com.azure.security.keyvault.keys.KeyClient") {
        @Override
        Object of(TestVault vault) {
            return vault.azure().keys();
        }
    },
    AZURE_CERTIFICATES("com.azure.security.keyvault.certificates.CertificateClient") {
        @Override
        Object of(TestVault vault) {
            return vault.azure().certificates();
        }
    };

    private final String type;

    Handout(String type) {
        this.type = type;
    }

    abstract Object of(TestVault vault);

    static Optional<Handout> forType(Class<?> wanted) {
        for (Handout each : values()) {
            if (each.type.equals(wanted.getName())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
