package dev.keyward.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.VectorCatalogue;
import dev.keyward.testing.VectorCatalogue.Where;
import dev.keyward.testing.Vectors;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VectorCoverageTest {
    /// Files that a vault runs may be run here besides.
    @Test
    void whatTheCatalogueSaysOfTheCryptographyIsSo() {
        Set<String> named = Vectors.named(Path.of("src/test/java/dev/keyward/crypto"));
        assertThat(named).containsAll(VectorCatalogue.files(Where.CRYPTO));
        assertThat(named).doesNotContainAnyElementsOf(VectorCatalogue.files(Where.NOWHERE));
    }
}
