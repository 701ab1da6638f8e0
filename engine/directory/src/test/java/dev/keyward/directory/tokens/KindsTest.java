package dev.keyward.directory.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.keys.Keys;
import dev.keyward.directory.OldRecords;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.TenantId;
import dev.keyward.testing.SeededRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The bytes of each kind are those of 0.1.0.
class KindsTest {
    private final SigningKeyKind kind = new SigningKeyKind(new Keys(new SeededRandom(1)));

    @Test
    void aSigningKey() {
        SigningKey key = OldRecords.read(kind);
        assertThat(key.kid()).isEqualTo("0123456789abcdef");
        assertThat(key.tenant()).isEqualTo(new TenantId(new UUID(1, 1)));
        assertThat(key.activeFrom()).isEqualTo(Instant.ofEpochSecond(1_764_000_000));
        OldRecords.assertWritten(kind, key);

        byte[] digest = new byte[32];
        byte[] signature = key.key().sign(SignatureAlgorithm.ES256, digest);
        assertThat(key.key().verify(SignatureAlgorithm.ES256, digest, signature)).isTrue();
    }
}
