package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.model.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user brings: a certificate with its key, or one that was signed elsewhere for a key of
/// the vault.
sealed interface SentCertificate extends AutoCloseable {
    /// @param value as the service takes it: PEM, or PKCS#12 in base64; wiped when it's closed
    record WithKey(SecretBytes value) implements SentCertificate {
        @Override
        public void close() {
            value.close();
        }
    }

    /// @param chain DER each
    record Signed(List<byte[]> chain) implements SentCertificate {
        @Override
        public void close() {
            // Nothing in it is secret.
        }
    }

    @Override
    void close();

    /// A PFX, a PEM file with a key, or certificates alone: DER, PEM or PKCS#7.
    ///
    /// @throws Refusal in the module's words if there's no such file
    static SentCertificate read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.of("Cannot find certificate file '" + file + "'.");
        }
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Refusal.of("can't read '" + file + "': " + e.getMessage());
        }
        if (holds(content, "PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII))) {
            return new WithKey(SecretBytes.adopt(content));
        }
        List<byte[]> chain = chain(content);
        if (!chain.isEmpty()) {
            return new Signed(chain);
        }
        byte[] value = Base64.getEncoder().encode(content);
        Arrays.fill(content, (byte) 0);
        return new WithKey(SecretBytes.adopt(value));
    }

    /// The shell's certificates hold no keys.
    ///
    /// @throws Refusal if there's none among them
    static SentCertificate of(List<@Nullable Object> certificates) {
        List<byte[]> chain = new ArrayList<>();
        for (Object each : certificates) {
            if (each instanceof PsObject certificate
                    && certificate.get("RawData") instanceof byte[] der) {
                chain.add(der);
            }
        }
        if (chain.isEmpty()) {
            throw Refusal.of("there's no certificate in the collection");
        }
        return new Signed(chain);
    }

    private static boolean holds(byte[] content, byte[] mark) {
        for (int i = 0; i + mark.length <= content.length; i++) {
            if (Arrays.equals(content, i, i + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }

    /// @return empty if it's anything else
    private static List<byte[]> chain(byte[] content) {
        try {
            List<byte[]> chain = new ArrayList<>();
            for (Certificate each :
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(content))) {
                chain.add(each.getEncoded());
            }
            return chain;
        } catch (CertificateException _) {
            // Not certificates alone, so it's left to the service to read.
            return List.of();
        }
    }
}
