package dev.keyward.api.deployment;

import dev.keyward.audit.AuditReader;
import dev.keyward.audit.Checkpoint;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.SealedStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far the deployment and its audit trail have come, in a file outside both: an older copy of
/// the database put in its place shows by an epoch lower than the file's, a trail that was cut or
/// exchanged by the head that the file names (security.md, section 4.4). MACed under the root key.
/// But for [#audited], not for use by several threads.
///
/// Who can set back the file too isn't noticed here, so it is worth keeping where whoever may touch
/// the database may not.
public final class Anchor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Anchor.class.getName());
    private static final String LABEL = "anchor";
    private static final int MOST_BYTES = 4096;

    private final Path file;
    private final SealedStore sealed;
    private final Hmac mac;
    private final InstantSource clock;
    private Content written;

    /// The newest checkpoint of the trail, once it is durable there.
    private volatile @Nullable Checkpoint audited;

    public Anchor(Path file, SealedStore sealed, InstantSource clock) {
        this.file = file;
        this.sealed = sealed;
        this.mac = sealed.hmac("anchor");
        this.clock = clock;
        this.written = nothing();
    }

    private Content nothing() {
        return new Content(sealed.deploymentId(), 0, 0, "", 0, new byte[0]);
    }

    /// From here on the file vouches for the trail up to there.
    public void audited(Checkpoint newest) {
        audited = newest;
    }

    /// What the file says of the database beside it.
    public enum Finding {
        /// No file: the first start, or somebody took it away.
        NONE,
        /// The database is where the file says, or further.
        GOOD,
        /// The database is older than the file.
        SET_BACK,
        /// The audit trail lacks records that the file vouches for, or has others in their place.
        TRAIL_CUT
    }

    /// @param trail as it is before anything is appended
    /// @throws VaultException with `IntegrityFailure` if the file was changed, or belongs to
    ///   another deployment
    /// @throws IOException if it can't be read
    public Finding compare(AuditReader trail) throws IOException {
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
                                        in.expectFormat(2).uuid(),
                                        in.number(),
                                        in.number(),
                                        in.text(),
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
        written = content;
        if (sealed.deploymentEpoch() < content.epoch) {
            return Finding.SET_BACK;
        }
        return isIn(trail, content) ? Finding.GOOD : Finding.TRAIL_CUT;
    }

    /// Reads the trail itself only where it went on after the file was last written.
    private static boolean isIn(AuditReader trail, Content content) throws IOException {
        if (content.sequence == 0) {
            return true;
        }
        try {
            Checkpoint newest = trail.newestCheckpoint().orElse(null);
            String head =
                    newest != null && newest.sequence() == content.sequence
                            ? newest.head()
                            : trail.headAt(content.sequence).orElse("");
            return head.equals(content.head);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /// Writes down how far the database and the trail have come, if they have come any further.
    /// What is written was committed before.
    ///
    /// @throws VaultException with `IntegrityFailure` if the database was set back since
    /// @throws FlushFailed if the disk failed to keep it
    /// @throws IOException if the file can't be written
    void advance() throws IOException {
        Content next = present();
        if (next.epoch > written.epoch || next.sequence > written.sequence) {
            write(next);
        }
    }

    /// Takes the database and the trail as they are, also where they are older than the file.
    public void accept() throws IOException {
        written = nothing();
        write(present());
    }

    private Content present() {
        Checkpoint newest = audited;
        return new Content(
                sealed.deploymentId(),
                sealed.deploymentEpoch(),
                newest == null ? written.sequence : newest.sequence(),
                newest == null ? written.head : newest.head(),
                clock.instant().getEpochSecond(),
                new byte[0]);
    }

    private void write(Content content) throws IOException {
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
            flush(channel);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = content;
    }

    private void flush(FileChannel channel) throws FlushFailed {
        try {
            channel.force(true);
        } catch (IOException failed) {
            throw new FlushFailed(file, failed);
        }
    }

    /// What was written may be lost, and the disk with it: no reason to go on and try again.
    static final class FlushFailed extends IOException {
        private static final long serialVersionUID = 1L;

        FlushFailed(Path file, IOException cause) {
            super("the anchor " + file + " failed to flush: " + cause.getMessage(), cause);
        }
    }

    /// [#advance] for the last time, to be called once the trail is closed.
    @Override
    public void close() {
        try {
            advance();
        } catch (VaultException setBack) {
            LOG.log(System.Logger.Level.ERROR, "the anchor stays as it is: {0}", setBack.error());
        } catch (IOException unwritable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the anchor can't be written: {0}",
                    unwritable.getMessage());
        }
    }

    private VaultException changed() {
        return new VaultException(
                new VaultError.IntegrityFailure("the anchor file " + file + " was changed"));
    }

    /// @param sequence of the last audit record it vouches for; 0 for none
    /// @param head chain hash after that record
    /// @param seconds since 1970, when it was written; for people
    private record Content(
            UUID deployment, long epoch, long sequence, String head, long seconds, byte[] mac) {
        CanonicalWriter fields() {
            return CanonicalWriter.of(LABEL, 2)
                    .uuid(deployment)
                    .number(epoch)
                    .number(sequence)
                    .text(head)
                    .number(seconds);
        }

        byte[] message() {
            return fields().toBytes();
        }
    }
}
