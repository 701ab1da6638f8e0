package dev.keyward.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.SecretAccess;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.testing.ChildJvm;
import dev.keyward.testing.SeededRandom;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F-20 of reliability.md for rotations: the process is killed in the middle of them, and opened
/// again.
class RotationKillTest {
    private static final int ROUNDS = 15;

    @Test
    @Tag("reliability:R-01")
    @Tag("reliability:R-04")
    void killsInTheMiddleOfRotationsLoseNothing(@TempDir Path temporary) throws Exception {
        Path directory = temporary.resolve("home");
        SplittableRandom random = new SplittableRandom(20_261_124);
        long before = 0;
        int unfinished = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> told;
            try (ChildJvm child = ChildJvm.start(RotatingProcess.class, directory.toString())) {
                told = child.killAfter(random.nextInt(1, 120));
            }
            assertThat(told).isNotEmpty();
            try (Store store = KeyRotationTest.store(directory);
                    SealedStore sealed =
                            SealedStore.open(
                                    store,
                                    KeyFile.open(
                                            directory.resolve("keys/root.key"),
                                            new SeededRandom(round)),
                                    new SeededRandom(round))) {
                // As the crash left it, then with the rotation brought to its end.
                Map<String, String> contents = verify(sealed);
                unfinished += sealed.rotation(() -> {}).finish();
                assertThat(verify(sealed)).isEqualTo(contents);
                told.stream()
                        .filter(line -> line.startsWith("record "))
                        .map(line -> line.substring("record ".length()))
                        .forEach(name ->
                                assertThat(contents).containsEntry(name, "payload of " + name));
                assertThat((long) contents.size()).isGreaterThanOrEqualTo(before);
                before = contents.size();
                assertThat(sealed.rotation(() -> {}).finish()).isZero();
            }
        }
        // Else the kills came between rotations only and this has shown nothing.
        assertThat(unfinished).isPositive();
    }

    private static Map<String, String> verify(SealedStore sealed) {
        sealed.system().verifySet();
        RecordScope scope = sealed.vault(RotatingProcess.VAULT);
        scope.verifySet();
        Map<String, String> contents = new HashMap<>();
        String after = "";
        List<OpenRecord> page;
        do {
            page = scope.list(new Page(scope.id(), "secret", null, after, "", null, 1000));
            for (OpenRecord record : page) {
                after = record.id().name();
                contents.put(after, record.payload().orElseThrow().toUtf8(SecretAccess.request()));
            }
        } while (page.size() == 1000);
        return contents;
    }
}
