package dev.keyward.vault.keys;

import static dev.keyward.vault.World.done;

import dev.keyward.model.Curve;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.Tags;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.vaults.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A vault in which the key `Key01` is made, changed and used.
final class KeyVault implements AutoCloseable {
    static final ObjectName K = new ObjectName("Key01");
    static final String KID = "https://v/keys/Key01/0";
    static final KeyParameters RSA = new KeyParameters.Rsa(2048);
    static final KeyParameters EC = new KeyParameters.Ec(Curve.P_256);
    static final NewKey PLAIN = new NewKey(null, Tags.NONE, AttributeChange.NONE);
    static final byte[] DIGEST = new byte[32];
    final World world;
    final Vault vault;

    KeyVault(Path directory) throws IOException {
        world = new World(directory);
        vault = world.vault("vault01", new RecoveryLevel(7, false));
    }

    VaultKeys keys() {
        return world.keys;
    }

    Key create(KeyParameters parameters, NewKey key) {
        return done(
                keys().create(
                                vault,
                                K,
                                parameters,
                                Protection.SOFTWARE,
                                key,
                                _ -> World.audited()));
    }

    Key update(@Nullable List<KeyOperation> operations, AttributeChange attributes) {
        return done(
                keys().update(
                                vault,
                                K,
                                null,
                                new KeyChange(operations, null, attributes),
                                _ -> World.audited()));
    }

    KeyUse use(KeyOperation operation) {
        return keys().use(vault, K, null, operation);
    }

    @Override
    public void close() {
        world.close();
    }
}
