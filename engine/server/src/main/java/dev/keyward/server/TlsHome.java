package dev.keyward.server;

import dev.keyward.api.deployment.Guard;
import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.server.http.ServerIdentity;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The server's certificates: an own authority and a leaf, made at first start and kept in a
/// directory; the leaf is made anew before it expires and when the hosts change.
final class TlsHome {
    private static final System.Logger LOG = System.getLogger(TlsHome.class.getName());
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration LEAF_LIFE = Duration.ofDays(397);
    private static final Duration RENEWAL = Duration.ofDays(30);

    private final Path directory;
    private final SecureRandom random;
    private DeploymentTime time;
    private @Nullable Ahead<Made> ahead;

    private record Made(KeyCertificate authority, KeyCertificate leaf) {}

    /// @param clock by which what [#begin] makes begins
    TlsHome(Path directory, SecureRandom random, InstantSource clock) {
        this.directory = directory;
        this.random = random;
        this.time = DeploymentTime.trusting(clock);
    }

    /// Once the deployment is open, its time counts.
    void goBy(DeploymentTime deployment) {
        time = deployment;
    }

    /// The authority's certificate, which clients have to trust.
    Path authorityFile() {
        return directory.resolve("ca.pem");
    }

    /// Begins to make what a first start needs, on another thread. Nothing is written: the
    /// directory may be another process's until the deployment is open.
    ///
    /// @param names hosts and addresses under which clients reach the server
    void begin(List<String> names) {
        if (!Files.exists(authorityFile())) {
            ahead = Ahead.begin("keyward-tls", () -> make(names));
        }
    }

    private Certificates certificates() {
        return new Certificates(random, time);
    }

    private Made make(List<String> names) {
        Certificates certificates = certificates();
        KeyCertificate authority =
                certificates.newAuthority("Keyward server authority", AUTHORITY_LIFE);
        return new Made(authority, certificates.newServerCertificate(authority, names, LEAF_LIFE));
    }

    private Made made(List<String> names) throws IOException {
        Ahead<Made> begun = ahead;
        ahead = null;
        return begun == null ? make(names) : begun.get();
    }

    /// @param names hosts and addresses under which clients reach the server
    ServerIdentity openOrCreate(List<String> names) throws IOException {
        OwnFiles.makeDirectory(directory);
        KeyCertificate authority = stored("ca");
        KeyCertificate leaf = stored("server");
        // Clients have it in their trust stores, so no clock that may be wrong ends it.
        if (authority == null || !isGood(authority, time.certain())) {
            Made made = made(names);
            authority = made.authority();
            store("ca", authority);
            leaf = made.leaf();
            store("server", leaf);
            LOG.log(
                    Level.INFO,
                    "made a certificate authority for this server: {0} sha256={1}",
                    authorityFile(),
                    authority.fingerprint());
        }
        if (leaf == null
                || !isGood(leaf, time.instant())
                || !Set.copyOf(leaf.names()).equals(Set.copyOf(names))) {
            leaf = certificates().newServerCertificate(authority, names, LEAF_LIFE);
            store("server", leaf);
        }
        return new ServerIdentity(
                List.of(leaf.certificate(), authority.certificate()), leaf.privateKey());
    }

    /// Watches over the leaf made here: made anew some time before it expires.
    CertificateWatch.Source renewal(List<String> names) {
        return () -> {
            KeyCertificate leaf = stored("server");
            return leaf != null && isGood(leaf, time.instant()) ? null : openOrCreate(names);
        };
    }

    /// A certificate the operator brings.
    ///
    /// @throws IOException if the two don't belong together, the certificate has expired, or the
    ///   key is open to others
    static ServerIdentity ofFiles(
            Path certificate, Path key, SecureRandom random, InstantSource clock)
            throws IOException {
        Guard.BROUGHT_FILE.check(certificate);
        Guard.BROUGHT_SECRET.check(key);
        String chain = Files.readString(certificate, StandardCharsets.US_ASCII);
        try (SecretBytes keyPem = SecretBytes.adopt(Files.readAllBytes(key))) {
            KeyCertificate leaf = KeyCertificate.ofPem(chain, keyPem, random);
            Instant end = leaf.certificate().getNotAfter().toInstant();
            if (end.isBefore(clock.instant())) {
                throw new IOException(certificate + " expired at " + end);
            }
            if (end.isBefore(clock.instant().plus(RENEWAL))) {
                LOG.log(Level.WARNING, "{0} expires at {1}", certificate, end);
            }
            return new ServerIdentity(KeyCertificate.chain(chain), leaf.privateKey());
        } catch (VaultException unfit) {
            throw new IOException(
                    certificate + " and " + key + " are no certificate and its key", unfit);
        }
    }

    /// @param now by which it may end
    private boolean isGood(KeyCertificate certificate, Instant now) {
        Instant begin = certificate.certificate().getNotBefore().toInstant();
        Instant end = certificate.certificate().getNotAfter().toInstant();
        // One that was made by a clock set ahead is of no use until then.
        return !begin.isAfter(time.instant()) && !end.isBefore(now.plus(RENEWAL));
    }

    private @Nullable KeyCertificate stored(String name) throws IOException {
        Path certificate = directory.resolve(name + ".pem");
        Path key = directory.resolve(name + ".key");
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return null;
        }
        try (SecretBytes pem = SecretBytes.adopt(Files.readAllBytes(key))) {
            return KeyCertificate.ofPem(
                    Files.readString(certificate, StandardCharsets.US_ASCII), pem, random);
        } catch (VaultException unfit) {
            throw new IOException(
                    certificate + " and " + key + " don't belong together; remove both", unfit);
        }
    }

    private void store(String name, KeyCertificate certificate) throws IOException {
        try (SecretBytes key = certificate.keyPem()) {
            OwnFiles.write(
                    directory.resolve(name + ".key"), key.toByteArray(SecretAccess.request()));
        }
        OwnFiles.write(
                directory.resolve(name + ".pem"),
                certificate.certificatePem().getBytes(StandardCharsets.US_ASCII));
    }
}
