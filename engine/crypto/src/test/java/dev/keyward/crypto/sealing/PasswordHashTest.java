package dev.keyward.crypto.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final SecretBytes PASSWORD = SecretBytes.ofUtf8("Tr0ub4dor & 3");
    private static final Hmac PEPPER = Hmac.withKey(SecretBytes.adopt(new byte[32]));
    private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(64, 1, 2);

    private final PasswordHash.Workspace memory = new PasswordHash.Workspace();
    private final PasswordHash hashes = new PasswordHash(new SeededRandom(1), PEPPER, CHEAP);

    @Test
    void aPasswordMatchesItsHashAndNoOther() {
        String hash = hashes.hash(PASSWORD, memory);
        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=2$");
        assertThat(hashes.matches(PASSWORD, hash, memory)).isTrue();
        assertThat(hashes.matches(SecretBytes.ofUtf8("Tr0ub4dor & 4"), hash, memory)).isFalse();
        assertThat(hashes.matches(SecretBytes.ofUtf8(""), hash, memory)).isFalse();
    }

    @Test
    void theDefaultCostIsThatOfTheRfc() {
        PasswordHash strong = new PasswordHash(new SeededRandom(1), PEPPER);
        String hash = strong.hash(PASSWORD, memory);
        assertThat(hash).startsWith("$argon2id$v=19$m=65536,t=3,p=4$");
        assertThat(hashes.matches(PASSWORD, hash, memory)).isTrue();
    }

    @Test
    void equalPasswordsHaveDifferentHashes() {
        assertThat(hashes.hash(PASSWORD, memory)).isNotEqualTo(hashes.hash(PASSWORD, memory));
    }

    @Test
    void aHashIsWorthNothingWithoutThePepper() {
        Hmac other = Hmac.withKey(SecretBytes.ofUtf8("another pepper of 32 characters."));
        String hash = hashes.hash(PASSWORD, memory);
        assertThat(
                        new PasswordHash(new SeededRandom(2), other, CHEAP)
                                .matches(PASSWORD, hash, memory))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=64,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=16$m=64,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=2000000,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=17,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=0,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=8,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=1,p=99$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=1,p=2$AAAAAAAAAAAAAAAAAAAAAA$AAAA"
            })
    void refusesStoredTextsThatAreNoHashOfOurs(String text) {
        assertThatThrownBy(() -> hashes.matches(PASSWORD, text, memory))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("malformed");
    }

    @Test
    void clientSecretsAreLongAndNeverTheSame() {
        ClientSecrets secrets = new ClientSecrets(new SeededRandom(3));
        SecretBytes first = secrets.next();
        assertThat(first.length()).isEqualTo(ClientSecrets.PREFIX.length() + 43);
        assertThat(first).isNotEqualTo(secrets.next());
    }
}
