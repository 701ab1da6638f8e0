package dev.keyward.api.deployment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;

/// One of the places that an anchor is kept in: read and written whole, never through a link.
record AnchorFile(Path path) {
    private static final int MOST_BYTES = 4096;

    AnchorFile {
        path = path.toAbsolutePath().normalize();
    }

    /// @return empty if there is nothing; no bytes if what is there can't be an anchor
    Optional<byte[]> read() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        boolean mayBe =
                Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && Files.size(path) <= MOST_BYTES;
        return Optional.of(mayBe ? Files.readAllBytes(path) : new byte[0]);
    }

    /// In one step, and durable when this returns.
    ///
    /// @throws FlushFailed if the disk failed to keep it
    void write(byte[] bytes) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        // What a crash left, or a link that somebody put there.
        Files.deleteIfExists(next);
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            flush(channel);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Makes the file's name durable too: a home whose anchor is missing isn't opened, so that it
    /// is there has to be as sure as what comes after it.
    void writeFirst(byte[] bytes) throws IOException {
        write(bytes);
        Path directory = path.getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private void flush(FileChannel channel) throws FlushFailed {
        try {
            channel.force(true);
        } catch (IOException failed) {
            throw new FlushFailed(this, failed);
        }
    }

    /// What was written may be lost, and the disk with it: no reason to go on and try again.
    static final class FlushFailed extends IOException {
        private static final long serialVersionUID = 1L;

        FlushFailed(AnchorFile file, IOException cause) {
            super("the anchor " + file + " failed to flush: " + cause.getMessage(), cause);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
