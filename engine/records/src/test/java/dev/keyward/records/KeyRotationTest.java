package dev.keyward.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.store.RecordKey;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rotation of the root key, the system's key and the keys of vaults (security.md, section 5.2).
class KeyRotationTest {
    private static final byte[] RECORD = "rotated".getBytes(StandardCharsets.UTF_8);

    private final World world;
    private final KeyFile keyFile;
    private final KeyRotation rotation;

    KeyRotationTest(@TempDir Path directory) throws IOException {
        world = new World(directory);
        keyFile = KeyFile.open(directory.resolve("keys/root.key"), new SeededRandom(1));
        rotation = world.sealed.rotation(() -> {});
    }

    @Test
    void everythingIsReadableAfterEachRotationHereAndAfterAnotherStart() {
        Map<RecordKey, String> before = secrets(world.sealed);
        for (int round = 2; round < 5; round++) {
            assertThat(rotation.root(keyFile, () -> RECORD)).isEqualTo(round);
            assertThat(rotation.vault(World.FIRST, () -> RECORD)).isEqualTo(round);
            assertThat(rotation.system(() -> RECORD)).isEqualTo(round);
            assertThat(secrets(world.sealed)).isEqualTo(before);
            SealedStore reopened = world.reopened();
            assertThat(secrets(reopened)).isEqualTo(before);
            reopened.system().verifySet();
            reopened.vault(World.FIRST).verifySet();
            reopened.vault(World.SECOND).verifySet();
        }
        assertThat(world.store.evidence(100)).hasSize(9);
        assertThat(world.sealed.integrityFailures()).isZero();
    }

    @Test
    void noRowIsLeftUnderAnOlderKey() {
        rotation.vault(World.FIRST, () -> RECORD);
        rotation.system(() -> RECORD);
        for (StoredRecord row : world.rows()) {
            boolean rotated = !row.key().scope().equals(World.SECOND.toString());
            if (!row.key().equals(SealRecord.PLACE)) {
                assertThat(ByteBuffer.wrap(row.mac(), 1, Integer.BYTES).getInt())
                        .as("%s", row.key())
                        .isEqualTo(rotated ? 2 : 1);
            }
        }
        assertThat(SealRecord.read(world.store.get(SealRecord.PLACE).orElseThrow()).systemKeys())
                .hasSize(1);
    }

    /// Hashes of client secrets and backups made before have to be worth something afterwards.
    @Test
    void keysOfOtherPurposesStayTheSame() {
        byte[] message = {1, 2, 3};
        byte[] mac = world.sealed.hmac("pepper").of(message);
        byte[] backup =
                world.sealed
                        .sealing("backup")
                        .seal(message, SecretBytes.ofUtf8("saved"), new SeededRandom(5));
        rotation.root(keyFile, () -> RECORD);
        rotation.root(keyFile, () -> RECORD);
        for (SealedStore sealed : new SealedStore[] {world.sealed, world.reopened()}) {
            assertThat(sealed.hmac("pepper").of(message)).isEqualTo(mac);
            assertThat(sealed.sealing("backup").open(message, backup).length()).isEqualTo(5);
        }
    }

    @Test
    void recordsKeepTheirRevisionSoNoReaderNotices() {
        RecordScope scope = world.sealed.vault(World.FIRST);
        OpenRecord before = scope.get(RecordId.of("secret", "alpha")).orElseThrow();
        Sealed prepared = scope.seal(before.change(2, 0, World.clear("changed")));
        rotation.vault(World.FIRST, () -> RECORD);
        // Sealed under the older key, written after it is gone.
        world.change(tx -> scope.put(tx, prepared));
        SealedStore reopened = world.reopened();
        reopened.vault(World.FIRST).verifySet();
        assertThat(
                        reopened.vault(World.FIRST)
                                .get(RecordId.of("secret", "alpha"))
                                .orElseThrow()
                                .revision())
                .isEqualTo(before.revision() + 1);
    }

    @Test
    @Tag("security:S-02")
    @Tag("security:S-04")
    void aRowOfBeforeTheRotationIsRefusedAfterIt() {
        RecordKey place = new RecordKey(World.FIRST.toString(), "secret-version", "alpha", "1");
        StoredRecord old = world.store.get(place).orElseThrow();
        rotation.vault(World.FIRST, () -> RECORD);
        world.overwrite(old);
        assertThatThrownBy(() -> world.sealed.vault(World.FIRST).verifySet())
                .isInstanceOf(VaultException.class);
        SealedStore reopened = world.reopened();
        assertThatThrownBy(() ->
                        reopened.vault(World.FIRST)
                                .get(new RecordId("secret-version", "alpha", "1")))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.IntegrityFailure.class));
    }

    @Test
    void aVaultBegunBeforeTheRootKeyWasRotatedIsBegunAgain() {
        VaultId third = new VaultId(new UUID(3, 3));
        NewScope stale = world.sealed.newVault(third, World.TENANT);
        rotation.root(keyFile, () -> RECORD);
        assertThatThrownBy(() -> world.change(stale::put))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.Conflict.class));
        NewScope fresh = world.sealed.newVault(third, World.TENANT);
        world.change(fresh::put);
        assertThat(world.reopened().vault(third).verifySet().count()).isZero();
    }

    @Test
    void evidenceThatCantBeMadeUndoesTheRotation() {
        Map<RecordKey, String> before = secrets(world.sealed);
        assertThatThrownBy(() ->
                        rotation.root(
                                keyFile,
                                () -> {
                                    throw new VaultException(
                                            new VaultError.Unavailable("audit log"));
                                }))
                .isInstanceOf(VaultException.class);
        assertThat(secrets(world.sealed)).isEqualTo(before);
        assertThat(secrets(world.reopened())).isEqualTo(before);
        assertThat(rotation.root(keyFile, () -> RECORD)).isEqualTo(2);
    }

    @Test
    void anEmptyScopeIsRotatedToo() {
        VaultId third = new VaultId(new UUID(3, 3));
        NewScope fresh = world.sealed.newVault(third, World.TENANT);
        world.change(fresh::put);
        rotation.vault(third, () -> RECORD);
        assertThat(world.reopened().vault(third).verifySet().count()).isZero();
        assertThat(rotation.finish()).isZero();
    }

    private static Map<RecordKey, String> secrets(SealedStore sealed) {
        Map<RecordKey, String> contents = World.contents(sealed);
        contents.keySet().removeIf(key -> key.kind().equals("scope-key"));
        return contents;
    }

    /// The store of [RotatingProcess].
    static Store store(Path directory) throws IOException {
        return Store.at(directory.resolve("data"));
    }
}
