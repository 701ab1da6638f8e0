package dev.keyward.api.data.secrets;

import static dev.keyward.api.HeldPlaintext.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.HeldPlaintext;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.secrets.SecretSetParameters;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A secret that is set leaves zeros of the value that the request brought, also when it is
/// refused.
class SecretWipingTest {
    @TempDir Path directory = Path.of("");
    private HeldPlaintext at;

    @BeforeEach
    void open() throws Exception {
        at = new HeldPlaintext(directory);
    }

    @AfterEach
    void close() {
        at.close();
    }

    private SecretHandlers secrets() {
        return new SecretHandlers(at.plane.objects.secrets());
    }

    private SecretSetParameters secret(@Nullable Map<String, String> tags) {
        return new SecretSetParameters(
                SecretBytes.adopt(at.held), tags, null, ObjectAttributes.NONE);
    }

    @Test
    void theValueOfASecretThatIsSet() {
        assertThat(secrets().set(at.exchange, NAME, secret(null)).status()).isEqualTo(200);
        at.isWiped();
        assertThat(
                        at.plane
                                .objects
                                .secrets()
                                .get(at.exchange.vault(), NAME, null)
                                .value()
                                .toByteArray(SecretAccess.request()))
                .containsOnly(7);
    }

    @Test
    void theValueOfASecretWithTagsThatAreRefused() {
        at.isWipedWhenItThrows(
                () -> secrets().set(at.exchange, NAME, secret(Map.of("a".repeat(600), "b"))));
    }

    @Test
    void theValueOfASecretWhoseNameIsDeleted() {
        at.plane.owner("PUT", "/secrets/k", "{\"value\":\"v\"}");
        at.plane.owner("DELETE", "/secrets/k");
        at.isWipedWhenItThrows(() -> secrets().set(at.exchange, NAME, secret(null)));
    }
}
