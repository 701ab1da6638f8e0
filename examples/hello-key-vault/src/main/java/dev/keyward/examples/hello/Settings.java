package dev.keyward.examples.hello;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The application's settings. Each comes from the environment, else from the file
/// `hello-key-vault.properties` in the working directory, or the one that
/// `HELLO_KEY_VAULT_SETTINGS` names. None is an argument: those are seen by everybody on the
/// machine.
///
/// @param vaultUrl `VaultUrl`
/// @param clientId `AuthClientId`
/// @param clientSecret `AuthClientSecret`; null where there is a certificate
/// @param certificate `AuthCertificate`: a PEM file with the certificate and its key; null where
///   there is a secret
record Settings(
        String vaultUrl,
        String clientId,
        @Nullable String clientSecret,
        @Nullable String certificate) {
    static Settings read(Map<String, String> environment) throws IOException {
        Path file =
                Path.of(
                        environment.getOrDefault(
                                "HELLO_KEY_VAULT_SETTINGS", "hello-key-vault.properties"));
        Properties settings = new Properties();
        if (Files.exists(file)) {
            try (Reader text = Files.newBufferedReader(file)) {
                settings.load(text);
            }
        }
        settings.putAll(environment);
        Settings read =
                new Settings(
                        required(settings, "VaultUrl"),
                        required(settings, "AuthClientId"),
                        settings.getProperty("AuthClientSecret"),
                        settings.getProperty("AuthCertificate"));
        if (read.clientSecret == null) {
            required(settings, "AuthCertificate");
        }
        return read;
    }

    private static String required(Properties settings, String name) {
        String value = settings.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    name + " must be set, in hello-key-vault.properties or the environment");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Settings[" + vaultUrl + ", " + clientId + "]";
    }
}
