package dev.keyward.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/// One process a store: of a file of its own, whose text says who holds it, and of the database
/// file, which no other name leads around.
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "keyward.lock";

    private static final int LONGEST_TEXT = 4_096;

    private final Path file;
    private final InodeLock named;
    private final InodeLock database;

    private DirectoryLock(Path file, InodeLock named, InodeLock database) {
        this.file = file;
        this.named = named;
        this.database = database;
    }

    /// @param database made for the owner alone if there is none; nothing of this process may have
    ///   it open
    /// @throws StoreInUseException if another process, or another opener in this one, holds it
    static DirectoryLock acquire(StoreDirectory directory, String database) throws IOException {
        Path file = directory.file(FILE);
        InodeLock named = InodeLock.tryLock(file, directory.path());
        if (named == null) {
            throw new StoreInUseException(inUse(directory.path(), read(file)));
        }
        try {
            InodeLock own = InodeLock.tryLock(directory.file(database), directory.path());
            if (own == null) {
                throw inUse(directory.path().resolve(database));
            }
            write(named.channel(), directory.path());
            return new DirectoryLock(directory.path().resolve(database), named, own);
        } catch (IOException | RuntimeException failed) {
            named.close();
            throw failed;
        }
    }

    private static StoreInUseException inUse(Path database) {
        return new StoreInUseException(
                ("the database %s is in use by another process, which knows it by another name or has"
                                + " lost its lock file %s; stop that process, or use another directory")
                        .formatted(database, FILE));
    }

    /// To be called once the database is open and before anything is written to it.
    ///
    /// @throws StoreInUseException if another process was quicker
    void confirm() throws IOException {
        if (!database.renew()) {
            throw inUse(file);
        }
    }

    /// Of the database file itself.
    InodeLock database() {
        return database;
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

    /// As its holder, another process, wrote it.
    private static String read(Path file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(text, 0);
        }
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
            database.close();
        } finally {
            named.close();
        }
    }
}
