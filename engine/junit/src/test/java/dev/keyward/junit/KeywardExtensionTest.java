package dev.keyward.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.client.objects.NewKey;
import dev.keyward.client.objects.ObjectSettings;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.keys.KeySignParameters;
import dev.keyward.wire.secrets.SecretBundle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KeywardExtension.class)
final class KeywardExtensionTest {
    private static URI ofTheClass;

    private final TestVault vault;

    KeywardExtensionTest(TestVault vault) {
        this.vault = vault;
    }

    @BeforeAll
    static void seed(TestVault vault) {
        ofTheClass = vault.uri();
        try (SecretBytes value = SecretBytes.ofUtf8("correct horse")) {
            vault.client().secrets().set("seeded", value, null, ObjectSettings.NONE);
        }
    }

    @Test
    void constructorMethodAndCallbackGetTheVaultOfTheClass(TestVault same) {
        assertThat(same).isSameAs(vault);
        assertThat(same.uri()).isEqualTo(ofTheClass);
        assertThat(vault.client().secrets().find("seeded", null))
                .get()
                .extracting(SecretBundle::value)
                .extracting(value -> value.toUtf8(SecretAccess.request()))
                .isEqualTo("correct horse");
    }

    @Test
    void anyClientIsTrustedByTheContextAndMeetsTheChallenge() throws Exception {
        try (HttpClient http = HttpClient.newBuilder().sslContext(vault.sslContext()).build()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(vault.uri().resolve("/secrets?api-version=7.4"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                    .contains(vault.authority() + "/" + vault.tenantId());
        }
        assertThat(vault.environment())
                .containsEntry("AZURE_KEYVAULT_URL", vault.uri().toString())
                .containsEntry("AZURE_CLIENT_SECRET", vault.clientSecret());
    }

    @Test
    void timePasses() {
        Instant soon = Instant.now().plus(Duration.ofDays(1));
        vault.client()
                .keys()
                .create(
                        "expiring",
                        new NewKey(
                                "EC",
                                null,
                                "P-256",
                                null,
                                new ObjectSettings(null, null, soon, null)));
        KeySignParameters digest = new KeySignParameters("ES256", new byte[32], null, null);
        assertThat(vault.client().keys().sign("expiring", null, digest).value()).hasSize(64);
        vault.pass(Duration.ofDays(2));
        assertThatThrownBy(() -> vault.client().keys().sign("expiring", null, digest))
                .isInstanceOfSatisfying(
                        VaultCallException.class, e -> assertThat(e.status()).isEqualTo(403));
        assertThatThrownBy(() -> vault.pass(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be negative");
    }

    @Test
    void nothingStaysBehind() {
        TestVault brief = TestVault.start();
        Path authority = brief.certificateAuthority();
        assertThat(authority).exists();
        brief.close();
        assertThat(authority).doesNotExist();
    }

    @Nested
    final class WithinIt {
        @Test
        void nestedClassesShareTheVault(TestVault same) {
            assertThat(same).isSameAs(vault);
        }
    }
}
