package dev.keyward.server;

import dev.keyward.server.http.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The certificate and key that the operator brings, read again when one of the files changed. Not
/// for use by several threads.
final class CertificateFiles implements CertificateWatch.Source {
    private final Path certificate;
    private final Path key;
    private final SecureRandom random;
    private final InstantSource clock;
    private List<Object> seen = List.of();

    CertificateFiles(Path certificate, Path key, SecureRandom random, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    /// @throws IOException if they don't belong together, or the certificate has expired
    @Override
    public @Nullable ServerIdentity next() throws IOException {
        List<Object> now = List.of(state(certificate), state(key));
        if (now.equals(seen)) {
            return null;
        }
        // What is no good is told once, and looked at again when it changes.
        seen = now;
        return TlsHome.ofFiles(certificate, key, random, clock);
    }

    private static Object state(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(
                attributes.lastModifiedTime(),
                attributes.size(),
                String.valueOf(attributes.fileKey()));
    }
}
