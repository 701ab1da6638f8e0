package dev.keyward.api.data.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.HeldPlaintext;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.CertificateImportParameters;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A certificate that is refused leaves zeros of what the request brought.
class CertificateWipingTest {
    @TempDir Path directory = Path.of("");
    private HeldPlaintext at;

    @BeforeEach
    void open() throws Exception {
        at = new HeldPlaintext(directory);
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void theFileAndThePasswordOfACertificateThatIsRefused() {
        byte[] password = {1, 2, 3};
        at.isWipedWhenItThrows(() ->
                new CertificateHandlers(
                                at.plane.objects.certificates(),
                                at.plane.objects.enrolments(),
                                new CertificateBodies(at.plane.objects.certificates()),
                                () -> {})
                        .importCertificate(
                                at.exchange,
                                new CertificateImportParameters(
                                        SecretBytes.adopt(at.held),
                                        SecretBytes.adopt(password),
                                        null,
                                        ObjectAttributes.NONE,
                                        null,
                                        null)));
        assertThat(password).containsOnly(0);
    }
}
