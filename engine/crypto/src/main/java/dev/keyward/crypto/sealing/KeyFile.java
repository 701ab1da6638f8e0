package dev.keyward.crypto.sealing;

import com.sun.security.auth.module.UnixSystem;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.memory.HeldKey;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.memory.Primitives;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Wraps the root key by a key in a file of its own: mode 0600, in a directory of mode 0700, both
/// of this user (security.md, section 5).
///
/// For development and embedded use: whoever steals the file together with the data has everything.
public final class KeyFile implements RootKeyProvider {
    private static final String LABEL = "key-file";
    private static final int FORMAT = 1;
    private static final int MODE_BITS = 07777;
    private static final int MAX_BYTES = 256;
    private static final byte[] KEY_ID_INFO =
            "keyward key-file v1 id".getBytes(StandardCharsets.US_ASCII);

    private final WrappedKey.Wrapping wrapping;
    private final SecureRandom random;

    private KeyFile(HeldKey key, SecureRandom random) {
        String keyId =
                HexFormat.of()
                        .formatHex(
                                key.use(bytes ->
                                        Primitives.hkdf(bytes, new byte[0], KEY_ID_INFO, 8)));
        this.wrapping = new WrappedKey.Wrapping("keyfile", keyId, key);
        this.random = random;
    }

    /// Opens the file, or makes it (and its directory) where there is none.
    ///
    /// @throws IOException as [#open]
    public static KeyFile openOrCreate(Path file, SecureRandom random) throws IOException {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? open(file, random)
                : create(file, random);
    }

    /// @throws IOException if it exists, or can't be written
    public static KeyFile create(Path file, SecureRandom random) throws IOException {
        Path directory = directoryOf(file);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        check(directory, 0700, Kind.DIRECTORY);
        byte[] key = new byte[Primitives.KEY_BYTES];
        random.nextBytes(key);
        byte[] content = CanonicalWriter.of(LABEL, FORMAT).bytes(key).toBytes();
        // O_CREAT | O_EXCL: never writes through a link or over an existing key.
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } finally {
            Arrays.fill(content, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
        // A key that vanishes with the power takes everything sealed under it along.
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return open(file, random);
    }

    /// @throws IOException if it can't be read, is a link, has more than one name, a wider mode or
    ///   another owner, or isn't a key file; the message says what would be right
    public static KeyFile open(Path file, SecureRandom random) throws IOException {
        check(directoryOf(file), 0700, Kind.DIRECTORY);
        Object before = check(file, 0600, Kind.FILE);
        byte[] content;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() > MAX_BYTES) {
                throw new IOException(file + " is not a key file");
            }
            ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES);
            try {
                while (channel.read(buffer) > 0) {}
                content = Arrays.copyOf(buffer.array(), buffer.position());
            } finally {
                Arrays.fill(buffer.array(), (byte) 0);
            }
        }
        try {
            if (!before.equals(check(file, 0600, Kind.FILE))) {
                throw new IOException(file + " was exchanged while it was read");
            }
            return new KeyFile(KeyMemory.onHeap().hold(parse(file, content)), random);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public String id() {
        return wrapping.provider();
    }

    @Override
    public byte[] wrap(SecretBytes rootKey, int generation, byte[] purpose) {
        return rootKey.use(
                SecretAccess.request(),
                bytes -> WrappedKey.wrap(wrapping, bytes, generation, purpose, random).toBytes());
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, byte[] purpose) {
        return WrappedKey.read(wrapped).unwrap(wrapping, purpose);
    }

    private enum Kind {
        FILE,
        DIRECTORY
    }

    private static byte[] parse(Path file, byte[] content) throws IOException {
        try {
            byte[] key =
                    CanonicalReader.read(content, LABEL, in -> in.expectFormat(FORMAT).bytes());
            if (key.length == Primitives.KEY_BYTES) {
                return key;
            }
        } catch (VaultException _) {
            // Said below, with the file's name.
        }
        throw new IOException(
                file
                        + " is not a key file, or was cut short; restore it from its copy"
                        + " (without it nothing sealed under it can be read)");
    }

    private static Path directoryOf(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(file + " is not the name of a file");
        }
        return directory;
    }

    /// @return what tells this file from one put in its place
    private static Object check(Path path, int mode, Kind kind) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(
                        path,
                        "unix:mode,uid,nlink,ino,dev,isRegularFile,isDirectory",
                        LinkOption.NOFOLLOW_LINKS);
        String right =
                switch (kind) {
                    case FILE -> "isRegularFile";
                    case DIRECTORY -> "isDirectory";
                };
        if (!Boolean.TRUE.equals(attributes.get(right))) {
            throw new IOException(
                    switch (kind) {
                        case FILE -> path + " must be a plain file, no link and no directory";
                        case DIRECTORY -> path + " must be a directory and no link";
                    });
        }
        long actual = number(attributes, "mode") & MODE_BITS;
        if ((actual & ~mode) != 0) {
            throw new IOException(
                    String.format("%s has mode %04o; it must be %04o", path, actual, mode));
        }
        long user = new UnixSystem().getUid();
        if (number(attributes, "uid") != user) {
            throw new IOException(path + " belongs to another user; it must belong to uid " + user);
        }
        if (kind == Kind.FILE && number(attributes, "nlink") != 1) {
            throw new IOException(path + " has a second name (hard link); it must have one");
        }
        return List.of(number(attributes, "dev"), number(attributes, "ino"));
    }

    private static long number(Map<String, Object> attributes, String name) {
        if (attributes.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw Bug.because("the file system tells no " + name);
    }
}
