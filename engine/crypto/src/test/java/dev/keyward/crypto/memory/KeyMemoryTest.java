package dev.keyward.crypto.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("security:S-11")
class KeyMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MAPS = Path.of("/proc/self/smaps");

    @Test
    void aLockedKeyIsInMemoryThatIsNeitherSwappedNorDumped() throws IOException {
        assumeTrue(Files.exists(MAPS), "needs Linux");
        long before = lockedKib();
        LockedPages pages = new LockedPages();

        KeyMemory.Slot slot = pages.slot(key(1));

        assertThat(pages.lockedBytes()).isEqualTo(64 * 1024);
        assertThat(lockedKib()).isGreaterThanOrEqualTo(before + 64);
        assertThat(slot.copy()).isEqualTo(key(1));
        // `dd` and `lo` of proc(5): not in dumps, locked.
        assertThat(Files.readAllLines(MAPS))
                .anyMatch(line ->
                        line.startsWith("VmFlags:")
                                && line.contains(" dd")
                                && line.contains(" lo"));
    }

    @Test
    void takingAKeyOverWipesTheArray() {
        byte[] key = key(2);
        new LockedPages().slot(key);
        assertThat(key).containsOnly(0);
    }

    @Test
    void roomIsUsedAgainAfterAWipe() {
        LockedPages pages = new LockedPages();
        List<KeyMemory.Slot> slots = new ArrayList<>();
        for (int i = 0; i < 2048; i++) {
            slots.add(pages.slot(key(i)));
        }
        assertThat(pages.lockedBytes()).isEqualTo(64 * 1024);
        slots.getFirst().wipe();
        KeyMemory.Slot again = pages.slot(key(9));
        assertThat(pages.lockedBytes()).isEqualTo(64 * 1024);
        assertThat(again.copy()).isEqualTo(key(9));
        for (int i = 1; i < 2048; i++) {
            assertThat(slots.get(i).copy()).isEqualTo(key(i));
        }
        pages.slot(key(3));
        assertThat(pages.lockedBytes()).isEqualTo(2 * 64 * 1024);
    }

    @Test
    void bothKindsHoldTheSameKey() {
        for (KeyMemory memory : List.of(KeyMemory.onHeap(), KeyMemory.locked())) {
            HeldKey held = memory.hold(key(7));
            String hex = held.use(bytes -> HexFormat.of().formatHex(bytes));
            assertThat(hex).isEqualTo(HexFormat.of().formatHex(key(7)));
        }
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) (seed % 251 + 1));
        key[0] = (byte) (seed >> 8);
        return key;
    }

    private static long lockedKib() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmLck:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }
}
