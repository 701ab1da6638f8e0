package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.VaultPlane;
import dev.keyward.model.RecoveryLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of what clients do (`engine/docs/compatibility.md`, made by the room
/// `examples/clients`) leaves no operation of the data plane out.
class CompatibilityRowsTest {
    @Test
    void everyOperationHasItsRow(@TempDir Path directory) throws Exception {
        List<String> rows =
                Files.readAllLines(
                                Path.of(System.getProperty("keyward.root", "../.."))
                                        .resolve("engine/docs/compatibility.md"))
                        .stream()
                        .takeWhile(line -> !line.equals("## Computed by the clients themselves"))
                        .filter(line -> line.startsWith("| ") && !line.startsWith("| operation"))
                        .map(line -> line.split("\\|")[1].strip())
                        .toList();
        try (VaultPlane plane = new VaultPlane(directory, new RecoveryLevel(7, false))) {
            assertThat(rows)
                    .containsExactlyInAnyOrderElementsOf(
                            plane.azures.stream()
                                    .map(route -> route.operation().name())
                                    .distinct()
                                    .toList());
        }
    }
}
