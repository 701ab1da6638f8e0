package dev.keyward.api;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.crypto.Hmac;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.SealedStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.UUID;

/// How far the deployment has come, in a file outside the database: an older copy of the database
/// put in its place shows by an epoch lower than the file's (security.md, section 4.4). MACed under
/// the root key. Not for use by several threads.
///
/// Who can set back the file too isn't noticed here, so it is worth keeping where whoever may touch
/// the database may not.
final class Anchor {
    private static final String LABEL = "anchor";
    private static final int MOST_BYTES = 4096;

    private final Path file;
    private final SealedStore sealed;
    private final Hmac mac;
    private final InstantSource clock;
    private long written;

    Anchor(Path file, SealedStore sealed, InstantSource clock) {
        this.file = file;
        this.sealed = sealed;
        this.mac = sealed.hmac("anchor");
        this.clock = clock;
    }

    /// What the file says of the database beside it.
    enum Finding {
        /// No file: the first start, or somebody took it away.
        NONE,
        /// The database is where the file says, or further.
        GOOD,
        /// The database is older than the file.
        SET_BACK
    }

    /// @throws VaultException with `IntegrityFailure` if the file was changed, or belongs to
    ///   another deployment
    /// @throws IOException if it can't be read
    Finding compare() throws IOException {
        if (!Files.exists(file)) {
            return Finding.NONE;
        }
        if (Files.size(file) > MOST_BYTES) {
            throw changed();
        }
        Content content =
                CanonicalReader.read(
                        Files.readAllBytes(file),
                        LABEL,
                        in ->
                                new Content(
                                        in.expectFormat(1).uuid(),
                                        in.number(),
                                        in.number(),
                                        in.bytes()));
        if (!content.deployment.equals(sealed.deploymentId())) {
            throw new VaultException(
                    new VaultError.IntegrityFailure(
                            "the anchor file "
                                    + file
                                    + " belongs to another deployment than the database"));
        }
        if (!mac.matches(content.message(), content.mac)) {
            throw changed();
        }
        written = content.epoch;
        return sealed.deploymentEpoch() < content.epoch ? Finding.SET_BACK : Finding.GOOD;
    }

    /// Writes down how far the database has come, if it has come any further. What is written was
    /// committed before.
    ///
    /// @throws VaultException with `IntegrityFailure` if the database was set back since
    /// @throws IOException if the file can't be written
    void advance() throws IOException {
        long epoch = sealed.deploymentEpoch();
        if (epoch > written) {
            write(epoch);
        }
    }

    /// Takes the database as it is, also where it is older than the file.
    void accept() throws IOException {
        write(sealed.deploymentEpoch());
    }

    private void write(long epoch) throws IOException {
        Content content =
                new Content(
                        sealed.deploymentId(),
                        epoch,
                        clock.instant().getEpochSecond(),
                        new byte[0]);
        byte[] bytes = content.fields().bytes(mac.of(content.message())).toBytes();
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        EnumSet.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = epoch;
    }

    private VaultException changed() {
        return new VaultException(
                new VaultError.IntegrityFailure("the anchor file " + file + " was changed"));
    }

    /// @param seconds since 1970, when it was written; for people
    private record Content(UUID deployment, long epoch, long seconds, byte[] mac) {
        CanonicalWriter fields() {
            return CanonicalWriter.of(LABEL, 1).uuid(deployment).number(epoch).number(seconds);
        }

        byte[] message() {
            return fields().toBytes();
        }
    }
}
