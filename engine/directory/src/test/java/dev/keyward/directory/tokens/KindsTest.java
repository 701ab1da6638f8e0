package dev.keyward.directory.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.directory.OldRecords;
import dev.keyward.model.TenantId;
import dev.keyward.testing.SeededRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The bytes of each kind are those of 0.1.0.
class KindsTest {
    private static final SeededRandom RANDOM = new SeededRandom(1);

    private final SigningKeyKind kind = new SigningKeyKind(new Keys(RANDOM), RANDOM);

    @Test
    void aSigningKey() {
        SigningKey key = OldRecords.read(kind);
        assertThat(key.kid()).isEqualTo("0123456789abcdef");
        assertThat(key.tenant()).isEqualTo(new TenantId(new UUID(1, 1)));
        assertThat(key.activeFrom()).isEqualTo(Instant.ofEpochSecond(1_764_000_000));
        OldRecords.assertWritten(kind, key);

        byte[] digest = new byte[32];
        assertThat(key.algorithm()).isEqualTo(TokenAlgorithm.ES256);
        assertThat(key.verify(digest, key.sign(digest))).isTrue();
    }

    /// Format 2, which 0.1.0 didn't know.
    @Test
    void aSigningKeyOfRs256() {
        SigningKey key =
                kind.generate(
                        new TenantId(new UUID(1, 1)),
                        TokenAlgorithm.RS256,
                        Instant.ofEpochSecond(1_764_000_000));
        SigningKey read =
                CanonicalReader.read(
                        kind.clear(key), kind.word(), in -> kind.read(in, kind.sealed(key)));
        byte[] digest = new byte[32];
        assertThat(read.algorithm()).isEqualTo(TokenAlgorithm.RS256);
        assertThat(read.kid()).isEqualTo(key.kid());
        assertThat(read.tenant()).isEqualTo(key.tenant());
        assertThat(read.activeFrom()).isEqualTo(key.activeFrom());
        assertThat(read.certificate()).isEqualTo(key.certificate());
        assertThat(read.verify(digest, key.sign(digest))).isTrue();
    }
}
