package dev.keyward.vault.stored;

import static dev.keyward.vault.World.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.Attributes;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a change reads of an object to write it again is wiped, whatever becomes of the change. The
/// codec of the test keeps hold of the arrays it gave, and lets callers see nothing of them, as
/// that of keys.
class ContentWipingTest {
    private static final ObjectName NAME = new ObjectName("k");
    private static final Evidence<Attributes> RECORDED = _ -> World.audited();
    private static final Evidence<Attributes> UNRECORDED =
            _ -> {
                throw new IllegalStateException("no record");
            };

    @TempDir Path directory = Path.of("");
    private World world;
    private Vault vault;
    private final HeldCodec codec = new HeldCodec();
    private StoredObjects<Content, Attributes> objects;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        vault = world.vault("vault01");
        objects =
                new StoredObjects<>(
                        ObjectKind.KEY,
                        codec,
                        Agenda.ofExpiry(Content::attributes),
                        Content::attributes,
                        stored -> stored.content().attributes(),
                        stored -> stored.content().attributes(),
                        world.foundation());
        add();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Attributes attributes() {
        return new Attributes(true, null, null, objects.now(), objects.now(), false);
    }

    private void add() {
        done(
                objects.add(
                        vault,
                        NAME,
                        _ -> new Content(attributes(), SecretBytes.ofUtf8("content")),
                        RECORDED));
    }

    private void allWiped(int reads) {
        assertThat(codec.given)
                .hasSize(reads)
                .allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
    }

    @Test
    void ofAnUpdate() {
        done(objects.update(vault, NAME, null, content -> content, RECORDED));
        assertThatThrownBy(() ->
                        done(objects.update(vault, NAME, null, content -> content, UNRECORDED)))
                .hasMessage("no record");
        assertThatThrownBy(() ->
                        done(
                                objects.update(
                                        vault,
                                        NAME,
                                        null,
                                        _ -> {
                                            throw new IllegalStateException("no change");
                                        },
                                        RECORDED)))
                .hasMessage("no change");
        allWiped(3);
    }

    @Test
    void ofARestoreOfAllVersions() {
        add();
        byte[] blob = objects.backup(vault, NAME);
        assertThatThrownBy(() -> done(objects.restore(vault, blob, RECORDED)))
                .hasMessageContaining("RestoreConflict");
        allWiped(2);
        Vault other = world.vault("vault02");
        done(objects.restore(other, blob, RECORDED));
        allWiped(4);
    }

    @Test
    void ofAChangeWithACertificate() {
        ManagedObjects<Content> managed = objects.managed();
        var version =
                done(objects.changePolicy(vault, NAME, policy -> policy, _ -> World.audited()))
                        .version();
        codec.given.clear();
        assertThat(managed.change(vault.id(), NAME, version, content -> content)).hasSize(1);
        assertThatThrownBy(() ->
                        managed.change(
                                vault.id(),
                                NAME,
                                version,
                                _ -> {
                                    throw new IllegalStateException("no change");
                                }))
                .hasMessage("no change");
        allWiped(2);
    }

    private record Content(Attributes attributes, SecretBytes secret) {}

    private final class HeldCodec implements Codec<Content> {
        final List<byte[]> given = new ArrayList<>();

        @Override
        public byte[] clear(Content content) {
            return new byte[0];
        }

        @Override
        public SecretBytes payload(Content content) {
            return SecretBytes.adopt(content.secret.toByteArray(SecretAccess.request()));
        }

        @Override
        public Content read(byte[] clear, SecretBytes payload) {
            byte[] bytes = payload.toByteArray(SecretAccess.request());
            given.add(bytes);
            return new Content(attributes(), SecretBytes.adopt(bytes));
        }

        @Override
        public void wipe(Content content) {
            content.secret.close();
        }

        @Override
        public Content cacheable(Content content) {
            wipe(content);
            return content;
        }

        @Override
        public int weight(Content content) {
            return 1;
        }
    }
}
