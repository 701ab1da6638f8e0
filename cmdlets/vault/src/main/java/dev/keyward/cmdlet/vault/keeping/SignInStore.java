package dev.keyward.cmdlet.vault.keeping;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.signin.RefreshTokenPlace;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The refresh tokens of all sign-ins of this user that outlive a process, in one sealed file.
///
/// Each is good once, and a second use ends the sign-in (RFC 6749 10.4), so there is one place for
/// all shells: whoever renews holds the file until the next token is in it. Safe for use by several
/// threads and processes.
public final class SignInStore {
    private static final String KIND = "sign-ins";
    private static final int STEP_MILLIS = 20;
    private static final int MOST_STEPS = 6_000;

    private final SealedFile sealing;
    private final Path file;

    public SignInStore(SealedFile sealing) {
        this.sealing = sealing;
        this.file = sealing.home().resolve("signins.sealed");
    }

    /// A sign-in in the store, by its id.
    public final class Place implements RefreshTokenPlace {
        private final String id;

        private Place(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        /// @throws VaultCallException with `SignInEnded` also if the file can't be used: who signs
        ///   in again needs it no more
        @Override
        public AccessToken use(Renewal renewal) {
            try {
                return renewed(id, renewal);
            } catch (IOException e) {
                throw ended(String.valueOf(e.getMessage()), e);
            }
        }
    }

    /// A sign-in that was kept before.
    public Place place(String id) {
        return new Place(id);
    }

    /// Keeps a token that from now on is used here alone.
    ///
    /// @throws IOException if it can't be
    public Place keep(SecretBytes refreshToken) throws IOException {
        String id = sealing.unique();
        change(all -> {
            List<Entry> more = new ArrayList<>(all);
            more.add(new Entry(id, refreshToken));
            return more;
        });
        return new Place(id);
    }

    /// Forgets sign-ins; which aren't there is no matter.
    ///
    /// @throws IOException if the file can't be used
    public void forget(Set<String> ids) throws IOException {
        if (Files.exists(file)) {
            change(all -> all.stream().filter(each -> !ids.contains(each.id)).toList());
        }
    }

    /// Forgets all, also those that can't be opened any more.
    ///
    /// @throws IOException if the file can't be deleted
    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    private AccessToken renewed(String id, RefreshTokenPlace.Renewal renewal) throws IOException {
        try (FileChannel channel = lockFile();
                FileLock _ = lock(channel)) {
            List<Entry> all = all();
            Entry entry =
                    all.stream()
                            .filter(each -> each.id.equals(id))
                            .findFirst()
                            .orElseThrow(SignInStore::signedOut);
            RefreshTokenPlace.Renewed renewed;
            try {
                renewed = renewal.with(entry.token);
            } catch (VaultCallException e) {
                if (e.failure() instanceof CallFailure.SignInEnded) {
                    write(without(all, id));
                }
                throw e;
            }
            @Nullable SecretBytes next = renewed.next();
            if (next != null) {
                List<Entry> changed = without(all, id);
                changed.add(new Entry(id, next));
                write(changed);
            }
            return renewed.token();
        }
    }

    private static VaultCallException signedOut() {
        return ended("it was signed out, or has ended, in another shell", null);
    }

    private static VaultCallException ended(String why, @Nullable Exception cause) {
        return new VaultCallException(
                VaultCallException.NO_ANSWER, new CallFailure.SignInEnded(), why, cause);
    }

    private static List<Entry> without(List<Entry> all, String id) {
        return new ArrayList<>(all.stream().filter(each -> !each.id.equals(id)).toList());
    }

    private void change(UnaryOperator<List<Entry>> change) throws IOException {
        try (FileChannel channel = lockFile();
                FileLock _ = lock(channel)) {
            write(change.apply(all()));
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(
                OwnFiles.folder(sealing.home()).resolve("signins.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    /// Other processes wait in the system; threads of this one have to ask again.
    private static FileLock lock(FileChannel channel) throws IOException {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException _) {
                try {
                    Thread.sleep(STEP_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted while another sign-in was renewed", e);
                }
            }
        }
        throw new IOException("the sign-ins are in use by another thread for minutes");
    }

    private List<Entry> all() throws IOException {
        Optional<SecretBytes> content = sealing.read(file, KIND);
        return content.isEmpty()
                ? List.of()
                : JsonReader.parseAnswer(
                        content.get().toByteArray(dev.keyward.model.SecretAccess.request()),
                        SignInStore::read);
    }

    private void write(List<Entry> all) throws IOException {
        WireBody body = out -> out.objects("signIns", all);
        try (SecretBytes content = SecretBytes.adopt(body.toJson())) {
            sealing.write(file, KIND, content);
        }
    }

    private static List<Entry> read(JsonReader in) {
        List<Entry> all = List.of();
        while (in.next()) {
            if (in.member().equals("signIns")) {
                all = in.objects(Entry::read);
            } else {
                in.skip();
            }
        }
        return all;
    }

    private record Entry(String id, SecretBytes token) implements WireBody {
        static Entry read(JsonReader in) {
            String id = null;
            SecretBytes token = null;
            while (in.next()) {
                switch (in.member()) {
                    case "id" -> id = in.text();
                    case "token" -> token = in.secretText();
                    default -> in.skip();
                }
            }
            return new Entry(Required.member("id", id), Required.member("token", token));
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("id", id);
            out.secretText("token", token);
        }
    }
}
