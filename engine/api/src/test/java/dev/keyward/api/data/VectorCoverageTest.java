package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.VectorCatalogue;
import dev.keyward.testing.VectorCatalogue.Where;
import dev.keyward.testing.Vectors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// No file of vectors is left out unnoticed. The classes `*VectorsTest` print what they ran.
class VectorCoverageTest {
    @Test
    void everyFileIsRunOrItsReasonIsPrinted() {
        assertThat(VectorCatalogue.files()).containsExactlyInAnyOrderElementsOf(Vectors.files());
        System.out.println(VectorCatalogue.table());
    }

    @Test
    void whatTheCatalogueSaysOfTheVaultIsSo() {
        assertThat(Vectors.named(Path.of("src/test/java/dev/keyward/api/data")))
                .isEqualTo(VectorCatalogue.files(Where.VAULT));
    }
}
