package dev.keyward.api.deployment;

import dev.keyward.crypto.sealing.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// Where everything of a deployment lies on disk.
public record HomeDirectory(Path path) {
    /// Makes the directory, its owner's alone, unless it is there; then what is in it is checked.
    ///
    /// @throws IOException naming what isn't safe, and the cure
    public static HomeDirectory of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (isUnused(path)) {
                Guard.close(path);
            }
            HomeTable.check(path);
        } else {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            Files.createDirectory(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Guard.checkAbove(path);
        }
        return new HomeDirectory(path);
    }

    /// Made by hand, for profiles or engines of the shell; nothing of ours was ever in it.
    private static boolean isUnused(Path path) {
        return !Files.exists(path.resolve("data")) && !Files.exists(path.resolve("keys"));
    }

    public Path data() {
        return path.resolve("data");
    }

    public Path audit() {
        return path.resolve("audit");
    }

    /// Outside the database, so that it isn't set back with it.
    public Path anchor() {
        return path.resolve("anchor");
    }

    private Path key() {
        return path.resolve("keys").resolve("root.key");
    }

    /// The key file; a new one only where there is no data yet, since no other opens what is there.
    ///
    /// @throws IOException if it is missing, or can't be trusted
    public KeyFile keyFile(SecureRandom random) throws IOException {
        if (!Files.exists(key()) && Files.exists(data())) {
            throw new IOException(
                    "the key file "
                            + key()
                            + " is missing; without it the data in "
                            + data()
                            + " can't be read: put it back from its copy");
        }
        return KeyFile.openOrCreate(key(), random);
    }
}
