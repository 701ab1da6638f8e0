package dev.keyward.vault.keys;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.transport.Hsm;
import dev.keyward.model.Bug;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of a key is wiped here once it is stored, and when it isn't stored. A module in
/// which keys are made keeps hold of the arrays it gave.
class KeyWipingTest {
    private static final ObjectName K = new ObjectName("k");
    private static final KeyParameters OCT = new KeyParameters.Oct(256);
    private static final NewKey PLAIN = new NewKey(null, Tags.NONE, AttributeChange.NONE);
    private static final NewKey UNFIT =
            new NewKey(List.of(KeyOperation.IMPORT), Tags.NONE, AttributeChange.NONE);
    private static final Evidence<Key> RECORDED = _ -> World.audited();
    private static final Evidence<Key> UNRECORDED =
            _ -> {
                throw new IllegalStateException("no record");
            };

    @TempDir Path directory = Path.of("");
    private World world;
    private Vault vault;
    private VaultKeys keys;
    private final HeldModule module = new HeldModule();

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        Vault made = world.vault("vault01");
        VaultSettings was = made.settings();
        vault =
                done(
                        world.vaults.update(
                                made.withSettings(
                                        new VaultSettings(
                                                Sku.PREMIUM,
                                                was.tags(),
                                                was.enabledFor(),
                                                was.recovery(),
                                                was.rbac(),
                                                was.publicNetworkAccess(),
                                                was.networkRules(),
                                                was.accessPolicies())),
                                World::audited));
        keys = new VaultKeys(world.foundation(), module, null);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static PrivateKeyParts parts() {
        byte[] k = new byte[32];
        Arrays.fill(k, (byte) 7);
        return new PrivateKeyParts.Oct(SecretBytes.adopt(k));
    }

    @Test
    void ofAKeyThatIsStored() {
        done(keys.create(vault, K, OCT, Protection.HSM, PLAIN, RECORDED));
        done(keys.importKey(vault, K, parts(), Protection.HSM, PLAIN, RECORDED));
        done(keys.rotate(vault, K, RECORDED));
        assertThat(module.given).hasSize(3);
        module.allWiped();
    }

    @Test
    void ofAKeyWhoseChangeFails() {
        done(keys.create(vault, K, OCT, Protection.HSM, PLAIN, RECORDED));
        assertThatThrownBy(
                        () -> done(keys.create(vault, K, OCT, Protection.HSM, PLAIN, UNRECORDED)))
                .hasMessage("no record");
        assertThatThrownBy(() -> done(keys.rotate(vault, K, UNRECORDED))).hasMessage("no record");
        assertThat(module.given).hasSize(3);
        module.allWiped();
    }

    @Test
    void ofAKeyThatIsRefusedOnceItIsMade() {
        assertThat(
                        refusal(() ->
                                done(
                                        keys.importKey(
                                                vault,
                                                K,
                                                parts(),
                                                Protection.HSM,
                                                UNFIT,
                                                RECORDED))))
                .isInstanceOf(VaultError.BadParameter.class);
        assertThat(module.given).hasSize(1);
        module.allWiped();
    }

    /// Makes AES keys and is never asked to use them.
    private static final class HeldModule implements Hsm {
        final List<byte[]> given = new ArrayList<>();
        final List<SecretBytes> lent = new ArrayList<>();

        void allWiped() {
            assertThat(given).allSatisfy(handle -> assertThat(handle).containsOnly(0));
            assertThat(lent)
                    .allSatisfy(key ->
                            assertThatThrownBy(() -> key.toByteArray(SecretAccess.request()))
                                    .isInstanceOf(Bug.class));
        }

        private HsmKey key() {
            byte[] handle = new byte[16];
            Arrays.fill(handle, (byte) (given.size() + 1));
            given.add(handle);
            return new HsmKey(OCT, new PublicKeyParts.Oct(), SecretBytes.adopt(handle));
        }

        @Override
        public String platform() {
            return "1";
        }

        @Override
        public HsmKey generate(KeyParameters parameters, String label) {
            return key();
        }

        @Override
        public HsmKey importKey(ImportedKey key, String label) {
            lent.add(key.pkcs8());
            return key();
        }

        @Override
        public HsmKey receive(
                SecretBytes exchangeKey, byte[] ciphertext, String kty, String label) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CryptoKey open(KeyParameters parameters, SecretBytes handle) {
            throw new UnsupportedOperationException();
        }
    }
}
