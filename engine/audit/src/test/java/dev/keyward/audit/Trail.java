package dev.keyward.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultException;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A trail for tests: its directory, clock and key.
final class Trail {
    static final String NODE = "node-1";
    static final AuditSettings RARELY =
            new AuditSettings(1L << 30, Duration.ofDays(1), Duration.ofDays(1));

    final Path directory;
    final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final PublicKey publicKey;
    private final @Nullable PrivateKey privateKey;

    /// One that can write: with a key of its own.
    Trail(Path directory) {
        this(directory, newKeys());
    }

    private Trail(Path directory, KeyPair keys) {
        this.directory = directory;
        this.publicKey = keys.getPublic();
        this.privateKey = keys.getPrivate();
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw Bug.because("every JDK has Ed25519", e);
        }
    }

    /// One that can only verify.
    ///
    /// @param publicKey as [#publicKey] gives it
    static Trail ofKey(Path directory, String publicKey) {
        try {
            byte[] encoded = Base64.getDecoder().decode(publicKey);
            PublicKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded));
            return new Trail(directory, new KeyPair(key, null));
        } catch (GeneralSecurityException e) {
            throw Bug.because("the key was made by a trail", e);
        }
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    AuditLog open() throws IOException {
        return open(RARELY);
    }

    AuditLog open(AuditSettings settings) throws IOException {
        return AuditLog.at(directory, NODE, clock, signer(), settings);
    }

    CheckpointSigner signer() {
        return new CheckpointSigner() {
            @Override
            public String keyId() {
                return "audit-1";
            }

            @Override
            public byte[] sign(byte[] message) {
                try {
                    Signature signature = Signature.getInstance("Ed25519");
                    signature.initSign(privateKey);
                    signature.update(message);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw Bug.because("Ed25519 signs", e);
                }
            }
        };
    }

    boolean verifies(String keyId, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey);
            check.update(message);
            return keyId.equals("audit-1") && check.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    Verdict verify(SignedCheckpoint... witnessed) throws IOException {
        return AuditVerifier.verify(directory, this::verifies, List.of(witnessed));
    }

    /// Writes and closes.
    void write(String... records) throws IOException {
        try (AuditLog log = open()) {
            for (String record : records) {
                await(log.append(bytes(record)));
            }
        }
    }

    List<String> records() throws IOException {
        try (Stream<AuditEntry> entries = AuditReader.at(directory).after(0)) {
            return entries.map(entry -> new String(entry.record(), UTF_8)).toList();
        }
    }

    List<Path> segments() throws IOException {
        return new AuditDirectory(directory).segments();
    }

    SignedCheckpoint head() throws IOException {
        SignedCheckpoint signed = new AuditDirectory(directory).head().signed();
        if (signed == null) {
            throw new AssertionError("no head");
        }
        return signed;
    }

    /// Copies all files; whoever sets back a trail does it so.
    void copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof VaultException refused) {
                throw refused;
            }
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer from the log", e);
        }
    }
}
