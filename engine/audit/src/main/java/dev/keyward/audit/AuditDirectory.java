package dev.keyward.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The directory of a trail: its segments, the newest checkpoint, and what recovery cut off.
final class AuditDirectory {
    private static final String SEGMENT_PATTERN = "segment-[0-9]{20}\\.audit";
    private static final String HEAD = "head";
    private static final String LOCK = "audit.lock";

    /// As the store's lock explains: POSIX drops a process's locks on a file when it closes any
    /// descriptor of it, so openers in one process have to know of each other beforehand.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;

    AuditDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Makes the directory if it isn't there, and checks that it is for its owner alone.
    void prepare() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path, only("rwx------"));
            Path parent = path.getParent();
            if (parent != null) {
                flush(parent);
            }
        }
        if (Files.isSymbolicLink(path)) {
            throw new IOException(path + " is a symbolic link; give the place it points to");
        }
        if (posix()) {
            Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
            Set<PosixFilePermission> excess = EnumSet.copyOf(found);
            excess.removeAll(PosixFilePermissions.fromString("rwx------"));
            if (!excess.isEmpty()) {
                throw new IOException(
                        "%s is open to others (%s); run: chmod go-rwx '%s'"
                                .formatted(path, PosixFilePermissions.toString(found), path));
            }
        }
    }

    /// One writer a trail. The lock ends with its holder, however that ends.
    AutoCloseable lock() throws IOException {
        Path real = path.toRealPath();
        if (!HELD_HERE.add(real)) {
            throw new IOException(
                    "the audit trail in "
                            + path
                            + " is already open in this process; close it first");
        }
        try {
            FileChannel channel = create(path.resolve(LOCK));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IOException(
                        "the audit trail in "
                                + path
                                + " is in use by another process; stop that, or use another directory");
            }
            return () -> {
                try {
                    channel.close();
                } finally {
                    HELD_HERE.remove(real);
                }
            };
        } catch (IOException | RuntimeException failed) {
            HELD_HERE.remove(real);
            throw failed;
        }
    }

    /// @param firstSequence number of the first record it may hold
    Path segment(long firstSequence) {
        return path.resolve("segment-%020d.audit".formatted(firstSequence));
    }

    /// As its name tells.
    long firstSequence(Path segment) {
        String name = segment.getFileName().toString();
        return Long.parseLong(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
    }

    /// In the order of their records.
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().matches(SEGMENT_PATTERN))
                            .sorted()
                            .toList());
        }
    }

    /// Opens a file for writing, making it for the owner alone if there is none.
    FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.READ),
                only("rw-------"));
    }

    private FileAttribute<?>[] only(String permissions) {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    Head head() throws IOException {
        try {
            return Head.parse(Files.readString(path.resolve(HEAD)))
                    .orElseThrow(
                            () -> new IOException(path.resolve(HEAD) + " is not a checkpoint"));
        } catch (NoSuchFileException _) {
            return Head.NONE;
        }
    }

    /// Replaces it, durably, never by half.
    void head(Head head) throws IOException {
        Path next = path.resolve(HEAD + ".new");
        try (FileChannel channel = create(next)) {
            channel.truncate(0);
            ByteBuffer bytes = ByteBuffer.wrap(head.text().getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                next,
                path.resolve(HEAD),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        flush();
    }

    /// Makes the names in this directory durable.
    void flush() throws IOException {
        flush(path);
    }

    private void flush(Path directory) throws IOException {
        if (posix()) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
