package dev.keyward.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// One process a store. The lock is the kernel's, so it ends with its holder however that ends; the
/// text in the file only says who holds it.
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "keyward.lock";

    /// Behind the text, so that where locks are mandatory the text can still be read.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_TEXT = 4_096;

    /// POSIX drops *all* locks a process has on a file when it closes *any* descriptor of it. A
    /// second opener in this process must therefore be turned away before it opens the file, and
    /// only a static map knows all openers. With what keeps it open: a store that failed stays
    /// locked, and a channel that nobody knew any more would be closed by the garbage collector.
    private static final Map<Object, Optional<FileChannel>> HELD_HERE = new ConcurrentHashMap<>();

    private final Object identity;
    private final FileChannel channel;

    private DirectoryLock(Object identity, FileChannel channel) {
        this.identity = identity;
        this.channel = channel;
    }

    /// @throws StoreInUseException if another process, or another opener in this one, holds it
    static DirectoryLock acquire(StoreDirectory directory) throws IOException {
        Path file = directory.file(FILE);
        Object identity = identity(file);
        if (HELD_HERE.putIfAbsent(identity, Optional.empty()) != null) {
            throw new StoreInUseException(
                    "the store in "
                            + directory.path()
                            + " is already open in this process; close it first,"
                            + " or use another directory");
        }
        try {
            return lock(directory, file, identity);
        } catch (IOException | RuntimeException failed) {
            HELD_HERE.remove(identity);
            throw failed;
        }
    }

    /// The inode, where there are such: two paths may lead to one file.
    private static Object identity(Path file) throws IOException {
        Object key =
                Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey();
        return key == null ? file.toRealPath() : key;
    }

    private static DirectoryLock lock(StoreDirectory directory, Path file, Object identity)
            throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw new StoreInUseException(inUse(directory.path(), read(channel)));
            }
            write(channel, directory.path());
            HELD_HERE.put(identity, Optional.of(channel));
            return new DirectoryLock(identity, channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static void write(FileChannel channel, Path directory) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String text =
                "pid=%d%nstarted=%s%ndirectory=%s%n"
                        .formatted(
                                self.pid(),
                                self.info().startInstant().map(Instant::toString).orElse("unknown"),
                                directory);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
        channel.force(true);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(text, 0);
        return UTF_8.decode(text.flip()).toString();
    }

    /// What a second opener is told. The holder may live in another container, where its number
    /// means nothing here; so its start is compared before its command is named.
    static String inUse(Path directory, String lockText) {
        var facts =
                lockText.lines()
                        .filter(line -> line.contains("="))
                        .collect(
                                Collectors.toMap(
                                        line -> line.substring(0, line.indexOf('=')),
                                        line -> line.substring(line.indexOf('=') + 1),
                                        (first, _) -> first));
        String pid = facts.getOrDefault("pid", "unknown");
        String started = facts.getOrDefault("started", "unknown");
        String command = command(pid, started).map(name -> " (" + name + ")").orElse("");
        return ("the store in %s is in use by process %s%s, started %s, which knows it as %s;"
                        + " stop that process, or use another directory")
                .formatted(
                        directory,
                        pid,
                        command,
                        started,
                        facts.getOrDefault("directory", "unknown"));
    }

    /// The program alone, never its arguments.
    private static Optional<String> command(String pid, String started) {
        if (!pid.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .map(ProcessHandle::info)
                .filter(info ->
                        info.startInstant()
                                .map(Instant::toString)
                                .filter(started::equals)
                                .isPresent())
                .flatMap(ProcessHandle.Info::command);
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
