package dev.keyward.clients;

import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RSA keys made in the vault, through the unmodified Azure SDK for Java: they take long to make,
/// and so under the newest api-version alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureJavaRsaKeysTest {
    private final DevServer server;
    private final JavaClients clients;

    AzureJavaRsaKeysTest() throws Exception {
        server = DevServer.start();
        server.trustIt();
        clients = JavaClients.of(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    @Tag("seed:S-15")
    void createsRsaKeysAndEverySignatureVerifies(int bits) throws Exception {
        KeyVaultKey key =
                clients.keys()
                        .createRsaKey(new CreateRsaKeyOptions("rsa-" + bits).setKeySize(bits));
        Signatures.areRightHereAndThere(
                clients.cryptography(key.getId()), key.getKey().toRsa(false).getPublic());
    }
}
