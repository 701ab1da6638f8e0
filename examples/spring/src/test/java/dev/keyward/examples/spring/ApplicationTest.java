package dev.keyward.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.client.objects.ObjectSettings;
import dev.keyward.junit.KeywardExtension;
import dev.keyward.junit.TestVault;
import dev.keyward.model.SecretBytes;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(KeywardExtension.class)
final class ApplicationTest {
    private final TestVault vault;

    ApplicationTest(TestVault vault) {
        this.vault = vault;
    }

    @BeforeAll
    static void trust(TestVault vault) {
        SSLContext.setDefault(vault.sslContext());
    }

    private void put(String name, String text) {
        try (SecretBytes value = SecretBytes.ofUtf8(text)) {
            vault.client().secrets().set(name, value, null, ObjectSettings.NONE);
        }
    }

    @Test
    void secretsAreProperties() {
        put("payment-password", "correct horse");
        put("payment-user", "shop");
        try (ConfigurableApplicationContext context = Application.start(vault.environment())) {
            assertThat(context.getEnvironment().getProperty("payment.password"))
                    .isEqualTo("correct horse");
            assertThat(context.getEnvironment().getProperty("payment-user")).isEqualTo("shop");
            assertThat(context.getEnvironment().getProperty("payment.nothing")).isNull();
        }
    }

    @Test
    void aWrongSecretStopsTheStart() {
        Map<String, String> wrong = new HashMap<>(vault.environment());
        wrong.put("AZURE_CLIENT_SECRET", "not-the-secret");
        assertThatThrownBy(() -> Application.start(wrong).close())
                .hasStackTraceContaining("AADSTS7000215");
    }
}
