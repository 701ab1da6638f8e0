package dev.keyward.records;

import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultId;
import dev.keyward.store.Store;
import dev.keyward.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;

/// Rotates keys without end while records are written, until it is killed; tells each acknowledged
/// record and each rotation.
final class RotatingProcess {
    static final VaultId VAULT = new VaultId(new UUID(7, 7));
    private static final byte[] EVIDENCE = "rotated".getBytes(StandardCharsets.UTF_8);

    private RotatingProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        SecureRandom random = new SecureRandom();
        KeyFile keyFile = KeyFile.openOrCreate(directory.resolve("keys/root.key"), random);
        Store store = Store.at(directory.resolve("data"));
        SealedStore sealed = SealedStore.open(store, keyFile, random);
        if (sealed.system().get(RecordId.of("vault", "v")).isEmpty()) {
            NewScope made = sealed.newVault(VAULT, World.TENANT);
            Sealed record =
                    sealed.system()
                            .seal(Draft.create(RecordId.of("vault", "v"), 0, new byte[0], null));
            Stages.join(
                    store.change(tx -> {
                        made.put(tx);
                        sealed.system().put(tx, record);
                        return made;
                    }));
        }
        KeyRotation rotation = sealed.rotation(() -> {});
        rotation.finish();
        RecordScope scope = sealed.vault(VAULT);
        Thread.ofPlatform().start(() -> write(store, scope));
        while (true) {
            tell("root " + rotation.root(keyFile, () -> EVIDENCE));
            tell("vault " + rotation.vault(VAULT, () -> EVIDENCE));
            tell("system " + rotation.system(() -> EVIDENCE));
        }
    }

    private static void write(Store store, RecordScope scope) {
        for (long n = scope.state().count() + 1; ; n++) {
            String name = name(n);
            try (SecretBytes payload = SecretBytes.ofUtf8("payload of " + name)) {
                Sealed sealed =
                        scope.seal(
                                Draft.create(
                                        RecordId.of("secret", name),
                                        0,
                                        World.clear(name),
                                        payload));
                Stages.join(
                        store.change(tx -> {
                            scope.put(tx, sealed);
                            return sealed;
                        }));
                tell("record " + name);
            }
        }
    }

    static String name(long number) {
        return "%08d".formatted(number);
    }

    private static void tell(String line) {
        try {
            ChildJvm.tell(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
