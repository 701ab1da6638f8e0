package dev.keyward.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A lock of a file itself, whatever name leads to it: the kernel's, on the inode, so that neither
/// a hard link nor a bind mount is a way around it, and so that it ends with its holder, however
/// that ends. For one thread at a time.
///
/// POSIX has a trap: a process loses *all* its locks on a file when it closes *any* descriptor of
/// it, and SQLite lifts the locks of the whole file when the last of its own goes. Against the
/// first a second opener in this process is turned away before it opens the file, which only a
/// static map of all openers can do. Against both two bytes are locked, of which [#renew] takes one
/// after the other anew: a lock that was lost comes back, at no time is none held, and whoever
/// wants the file needs both (decision 0030).
final class InodeLock implements AutoCloseable {
    /// Behind any text, so that where locks are mandatory the file can still be read, and far from
    /// the bytes that SQLite locks. The second is the one that earlier versions lock.
    private static final long FIRST_BYTE = Long.MAX_VALUE - 2;

    private static final long SECOND_BYTE = Long.MAX_VALUE - 1;

    /// With what keeps the file open: a store that failed stays locked, and a channel that nobody
    /// knew any more would be closed by the garbage collector.
    private static final Map<Object, Optional<FileChannel>> HELD_HERE = new ConcurrentHashMap<>();

    private final Object identity;
    private final FileChannel channel;
    private FileLock first;
    private FileLock second;

    private InodeLock(Object identity, FileChannel channel, FileLock first, FileLock second) {
        this.identity = identity;
        this.channel = channel;
        this.first = first;
        this.second = second;
    }

    /// The inode, where there are such: many paths may lead to one file.
    static Object identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    /// @param directory for the message
    /// @return null if another process has it
    /// @throws StoreInUseException if this process has it
    static @Nullable InodeLock tryLock(Path file, Path directory) throws IOException {
        Object identity = identity(file);
        if (HELD_HERE.putIfAbsent(identity, Optional.empty()) != null) {
            throw new StoreInUseException(
                    "the store in "
                            + directory
                            + " is already open in this process; close it first,"
                            + " or use another directory");
        }
        @Nullable InodeLock lock = null;
        try {
            lock = tryLock(file, identity);
            return lock;
        } finally {
            if (lock == null) {
                HELD_HERE.remove(identity);
            }
        }
    }

    private static @Nullable InodeLock tryLock(Path file, Object identity) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock first = channel.tryLock(FIRST_BYTE, 1, false);
            FileLock second = first == null ? null : channel.tryLock(SECOND_BYTE, 1, false);
            if (first == null || second == null) {
                return null;
            }
            HELD_HERE.put(identity, Optional.of(channel));
            locked = true;
            return new InodeLock(identity, channel, first, second);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    FileChannel channel() {
        return channel;
    }

    /// Makes sure that it is still held.
    ///
    /// @return false if another process has the file
    boolean renew() throws IOException {
        first.release();
        @Nullable FileLock again = channel.tryLock(FIRST_BYTE, 1, false);
        if (again == null) {
            return false;
        }
        first = again;
        second.release();
        again = channel.tryLock(SECOND_BYTE, 1, false);
        if (again == null) {
            return false;
        }
        second = again;
        return true;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(identity);
        }
    }
}
