package dev.keyward.api.deployment;

import dev.keyward.audit.AuditReader;
import dev.keyward.audit.Checkpoint;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.model.VaultException;
import dev.keyward.records.SealedStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How far the deployment and its audit trail have come, in a file outside both, and in a second
/// one elsewhere if that is wished: an older copy of the database put in its place shows by an
/// epoch lower than a file's, a trail that was cut or exchanged by the head that a file names
/// (security.md, section 4.4; decision 28). MACed under the root key. But for [#audited], not for
/// use by several threads.
///
/// The first file is written before anything is stored, and the store's own epoch says whether
/// anything was: so where the file is missing and something is there, it was taken away.
///
/// Who can set back the files too isn't noticed here, so the second is worth keeping where whoever
/// may touch the database may not.
public final class Anchor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Anchor.class.getName());

    private final AnchorFile file;
    private final @Nullable AnchorCopy copy;
    private final SealedStore sealed;
    private final Hmac mac;
    private final InstantSource clock;
    private AnchorContent written;
    private @Nullable Instant found;
    private Consumer<String> alarm = _ -> {};
    private boolean unwritable;

    /// The newest checkpoint of the trail, once it is durable there.
    private volatile @Nullable Checkpoint audited;

    /// @param copy where it is kept too; null for nowhere
    public Anchor(Path file, @Nullable AnchorCopy copy, SealedStore sealed, InstantSource clock) {
        this.file = new AnchorFile(file);
        this.copy = copy;
        this.sealed = sealed;
        this.mac = sealed.hmac("anchor");
        this.clock = clock;
        this.written = AnchorContent.nothing(sealed.deploymentId());
    }

    /// From here on the files vouch for the trail up to there.
    public void audited(Checkpoint newest) {
        audited = newest;
    }

    /// Told, once until it is over, that a file can't be written.
    public void onUnwritable(Consumer<String> listener) {
        alarm = listener;
        if (copy != null) {
            copy.onUnwritable(listener);
        }
    }

    /// Why the database or the trail can't be believed.
    ///
    /// @param what for people, with the file's name
    /// @param accepted what is accepted by whoever opens it all the same
    public record Finding(String what, String accepted) {}

    /// What the files say of the database and the trail beside them.
    ///
    /// @param directory of the trail, as it is before anything is appended
    /// @return nothing if all is as it should be
    /// @throws IOException if a file can't be read
    public List<Finding> compare(Path directory) throws IOException {
        AuditReader trail = AuditReader.at(directory);
        if (file.read().isEmpty() && sealed.isUntouched() && isEmpty(trail)) {
            // The first start, or one that was cut off before it had begun.
            accept();
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        compare(file, trail, directory).ifPresent(findings::add);
        if (copy != null && copy.isExpected(sealed.system())) {
            compare(copy.file(), trail, directory).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            copied();
        }
        return findings;
    }

    private static boolean isEmpty(AuditReader trail) throws IOException {
        try {
            return trail.tail(1).isEmpty();
        } catch (NoSuchFileException noTrail) {
            return true;
        }
    }

    private Optional<Finding> compare(AnchorFile place, AuditReader trail, Path directory)
            throws IOException {
        Optional<byte[]> bytes = place.read();
        if (bytes.isEmpty()) {
            return Optional.of(
                    new Finding(
                            "the anchor file "
                                    + place
                                    + " is missing: without it nobody can tell whether the database is"
                                    + " an older copy. Put it back",
                            "that the anchor file " + place + " was missing"));
        }
        AnchorContent content;
        try {
            content = AnchorContent.read(bytes.get());
        } catch (VaultException malformed) {
            return unreadable(place, "was changed");
        }
        if (!content.deployment().equals(sealed.deploymentId())) {
            return unreadable(place, "belongs to another deployment than the database");
        }
        if (!mac.matches(content.message(), content.mac())) {
            return unreadable(place, "was changed");
        }
        if (content.epoch() > written.epoch() || content.sequence() > written.sequence()) {
            written = content;
            found = Instant.ofEpochSecond(content.seconds());
        }
        if (sealed.deploymentEpoch() < content.epoch()) {
            return Optional.of(
                    new Finding(
                            "the database is older than the anchor file "
                                    + place
                                    + " says: an older copy was put in its place. Put the newest one"
                                    + " back",
                            "an older database"));
        }
        return isIn(trail, content)
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                "the audit trail in "
                                        + directory
                                        + " isn't the one that the anchor file "
                                        + place
                                        + " vouches for: records are missing or were exchanged. Put the"
                                        + " newest one back",
                                "an older audit trail"));
    }

    /// When the file that [#compare] found was written; null if there was none.
    public @Nullable Instant found() {
        return found;
    }

    private static Optional<Finding> unreadable(AnchorFile place, String why) {
        return Optional.of(
                new Finding(
                        "the anchor file " + place + " " + why + ". Put back what was there",
                        "that the anchor file " + place + " " + why));
    }

    /// Reads the trail itself only where it went on after the file was last written.
    private static boolean isIn(AuditReader trail, AnchorContent content) throws IOException {
        if (content.sequence() == 0) {
            return true;
        }
        try {
            Checkpoint newest = trail.newestCheckpoint().orElse(null);
            String head =
                    newest != null && newest.sequence() == content.sequence()
                            ? newest.head()
                            : trail.headAt(content.sequence()).orElse("");
            return head.equals(content.head());
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /// Writes down how far the database and the trail have come, if they have come any further.
    /// What is written was committed before.
    ///
    /// @throws VaultException with `IntegrityFailure` if the database was set back since
    /// @throws AnchorFile.FlushFailed if the disk failed to keep it
    void advance() throws AnchorFile.FlushFailed {
        AnchorContent next = present();
        if (next.epoch() <= written.epoch() && next.sequence() <= written.sequence()) {
            if (copy != null && copy.isBehind()) {
                copy.offer(written.sealed(mac));
            }
            return;
        }
        byte[] bytes = next.sealed(mac);
        try {
            file.write(bytes);
            written = next;
            unwritable = false;
        } catch (AnchorFile.FlushFailed failed) {
            throw failed;
        } catch (IOException failed) {
            if (!unwritable) {
                unwritable = true;
                alarm.accept(AnchorCopy.unwritable(file, failed));
            }
        }
        if (copy != null) {
            copy.offer(bytes);
        }
    }

    /// Takes the database and the trail as they are, also where they are older than the files.
    public void accept() throws IOException {
        written = AnchorContent.nothing(sealed.deploymentId());
        AnchorContent next = present();
        file.writeFirst(next.sealed(mac));
        written = next;
        copied();
    }

    /// Has the second file say at least what the first does.
    private void copied() throws IOException {
        if (copy != null) {
            copy.write(present().sealed(mac));
        }
    }

    private AnchorContent present() {
        Checkpoint newest = audited;
        return new AnchorContent(
                sealed.deploymentId(),
                sealed.deploymentEpoch(),
                newest == null ? written.sequence() : newest.sequence(),
                newest == null ? written.head() : newest.head(),
                clock.instant().getEpochSecond(),
                new byte[0]);
    }

    /// [#advance] for the last time, to be called once the trail is closed.
    @Override
    public void close() {
        try {
            advance();
        } catch (VaultException setBack) {
            LOG.log(System.Logger.Level.ERROR, "the anchor stays as it is: {0}", setBack.error());
        } catch (AnchorFile.FlushFailed failed) {
            LOG.log(System.Logger.Level.ERROR, failed.getMessage());
        }
        if (copy != null) {
            copy.close();
        }
    }
}
