package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.server.http.ServerIdentity;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that change while the server runs (F-21 of reliability.md).
@Tag("security:S-05")
final class CertificateWatchTest {
    private static final List<String> NAMES =
            List.of("localhost", "*.vault.local.keyward.localhost");

    @TempDir Path directory;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final SecureRandom random = new SecureRandom();
    private final Certificates certificates = new Certificates(random, clock);
    private final KeyCertificate authority =
            certificates.newAuthority("test", Duration.ofDays(3650));
    private final List<ServerIdentity> shown = new ArrayList<>();
    private int written;

    private KeyCertificate leaf(int days) {
        return certificates.newServerCertificate(authority, NAMES, Duration.ofDays(days));
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        OwnFiles.write(file, content);
        // Two writings within one tick of the file system's clock have to differ all the same.
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().plusSeconds(++written)));
    }

    private void write(KeyCertificate certificate, KeyCertificate key) throws IOException {
        write(
                "tls.pem",
                certificate.certificatePem().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try (var pem = key.keyPem()) {
            write("tls.key", pem.toByteArray(SecretAccess.request()));
        }
    }

    private CertificateFiles files() {
        return new CertificateFiles(
                directory.resolve("tls.pem"), directory.resolve("tls.key"), random, clock);
    }

    @Test
    void aNewFileIsShownOnceAndABadOneNever() throws IOException {
        KeyCertificate first = leaf(90);
        write(first, first);
        CertificateWatch watch = new CertificateWatch(files(), shown::add);
        watch.look();
        watch.look();
        assertThat(shown).hasSize(1);

        KeyCertificate second = leaf(90);
        write(second, second);
        watch.look();
        watch.look();
        assertThat(shown).hasSize(2);

        write("tls.pem", "garbage".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        watch.look();
        write(first, second);
        watch.look();
        KeyCertificate short1 = leaf(1);
        clock.advance(Duration.ofDays(2));
        write(short1, short1);
        watch.look();
        Files.delete(directory.resolve("tls.key"));
        watch.look();
        assertThat(shown).hasSize(2);

        KeyCertificate third = leaf(90);
        write(third, third);
        watch.look();
        assertThat(shown).hasSize(3);
        watch.close();
    }

    @Test
    void whatCannotBeUsedLeavesTheWatchGoingOn() throws IOException {
        KeyCertificate first = leaf(90);
        write(first, first);
        List<ServerIdentity> tried = new ArrayList<>();
        CertificateWatch watch =
                new CertificateWatch(
                        files(),
                        identity -> {
                            tried.add(identity);
                            throw new IOException("refused");
                        });
        watch.look();
        write(first, first);
        watch.look();
        assertThat(tried).hasSize(2);
        watch.close();
    }

    @Test
    void anExpiredCertificateDoesNotStartAServer() throws IOException {
        KeyCertificate leaf = leaf(1);
        write(leaf, leaf);
        clock.advance(Duration.ofDays(2));
        assertThatThrownBy(() -> files().next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expired at");
    }

    /// Clients have the authority in their trust stores.
    @Test
    @Tag("reliability:R-13")
    void aClockThatWasAheadForAWhileEndsNoAuthority() throws IOException {
        TlsHome tls = new TlsHome(directory.resolve("own"), random, clock);
        X509Certificate own = tls.openOrCreate(NAMES).chain().getLast();
        CertificateWatch.Source renewal = tls.renewal(NAMES);
        clock.set(Duration.ofDays(3653));
        ServerIdentity ahead = Objects.requireNonNull(renewal.next());
        assertThat(ahead.chain().getLast()).isEqualTo(own);

        clock.set(Duration.ofDays(-3653));
        ServerIdentity right = Objects.requireNonNull(renewal.next());
        assertThat(right.chain().getLast()).isEqualTo(own);
        assertThat(right.chain().getFirst().getNotBefore().toInstant())
                .isBeforeOrEqualTo(clock.instant());
        assertThat(renewal.next()).isNull();
    }

    @Test
    void theServersOwnCertificateIsMadeAnewAMonthBeforeItExpires() throws IOException {
        TlsHome tls = new TlsHome(directory.resolve("own"), random, clock);
        List<X509Certificate> first = tls.openOrCreate(NAMES).chain();
        CertificateWatch.Source renewal = tls.renewal(NAMES);
        assertThat(renewal.next()).isNull();
        clock.advance(Duration.ofDays(366));
        assertThat(renewal.next()).isNull();
        clock.advance(Duration.ofDays(2));
        ServerIdentity next = Objects.requireNonNull(renewal.next());
        assertThat(next.chain().getFirst()).isNotEqualTo(first.getFirst());
        assertThat(renewal.next()).isNull();
        // Clients trust what they trusted before.
        X509Certificate trusted =
                KeyCertificate.chain(Files.readString(tls.authorityFile())).getFirst();
        assertThat(first.getLast()).isEqualTo(trusted);
        assertThat(next.chain().getLast()).isEqualTo(trusted);
    }
}
