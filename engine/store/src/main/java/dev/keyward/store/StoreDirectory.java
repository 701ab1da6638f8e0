package dev.keyward.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The directory a store lives in: for its owner's eyes alone, on a disk of this machine
/// (security.md, sections 4.5 and 11; reliability.md, section 3).
final class StoreDirectory {
    private static final long ONE_PAGE = 4_096;

    private static final Path THIS_PROCESS = Path.of("/proc/self");

    private final Path path;
    private final boolean posix;

    private StoreDirectory(Path path) {
        this.path = path;
        this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Makes the directory if it isn't there, and checks it.
    ///
    /// @throws IOException saying what is wrong with it and what would be right
    static StoreDirectory prepare(Path path) throws IOException {
        StoreDirectory directory = new StoreDirectory(path.toAbsolutePath().normalize());
        directory.makeSure();
        directory.check(directory.path, "rwx------");
        String type = Files.getFileStore(directory.path).type();
        if (isNetwork(type)) {
            throw new IOException(
                    directory.path
                            + " is on a network file system ("
                            + type
                            + "), where neither locks nor flushes can be relied on;"
                            + " the store needs a local disk");
        }
        return directory;
    }

    Path path() {
        return path;
    }

    private void makeSure() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(path, only("rwx------"));
        } catch (FileAlreadyExistsException _) {
            // Another opener made it in between; the checks follow in any case.
            return;
        }
        if (parent != null) {
            flush(parent);
        }
    }

    /// Makes an empty file for the owner alone if there is none, durably, and checks it.
    Path file(String name) throws IOException {
        Path file = path.resolve(name);
        try {
            Files.createFile(file, only("rw-------"));
            flush(path);
        } catch (FileAlreadyExistsException _) {
            check(file, "rw-------");
        }
        return file;
    }

    /// Looks at what SQLite finds beside a database and takes for its own, with whatever is in it.
    ///
    /// @throws IOException if something there isn't what SQLite leaves behind
    void checkLeftBehind(String database) throws IOException {
        for (String suffix : List.of("-wal", "-shm", "-journal")) {
            Path file = path.resolve(database + suffix);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                check(file, "rw-------");
            }
        }
        Path journal = path.resolve(database + "-journal");
        // Only where a first start was cut off is there one, and nothing in the database.
        if (Files.exists(journal)
                && Files.size(journal) > 0
                && Files.size(path.resolve(database)) > ONE_PAGE) {
            throw new IOException(
                    journal
                            + " is not Keyward's: SQLite would write what is in it over the database"
                            + " and remove files that it names; find out who put it there. If it was"
                            + " left by a tool that changed the database while Keyward was stopped, let"
                            + " that tool open the database once; else remove it");
        }
    }

    /// Makes the names in this directory durable.
    void flush() throws IOException {
        flush(path);
    }

    private void flush(Path directory) throws IOException {
        if (!posix) {
            // Windows opens no directories; its journal keeps the names.
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private FileAttribute<?>[] only(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private void check(Path file, String widest) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file + " is a symbolic link; give the place it points to");
        }
        if (!posix) {
            return;
        }
        checkNames(file);
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
        Set<PosixFilePermission> excess = EnumSet.copyOf(found);
        excess.removeAll(PosixFilePermissions.fromString(widest));
        if (!excess.isEmpty()) {
            throw new IOException(
                    "%s is open to others (%s); run: chmod go-rwx '%s'"
                            .formatted(file, PosixFilePermissions.toString(found), file));
        }
        if (Files.exists(THIS_PROCESS)
                && !Files.getAttribute(file, "unix:uid")
                        .equals(Files.getAttribute(THIS_PROCESS, "unix:uid"))) {
            throw new IOException(
                    file
                            + " belongs to "
                            + Files.getOwner(file)
                            + ", not to the user of this process");
        }
    }

    /// A second name is a second way to the file, past the locks and logs beside the first.
    private static void checkNames(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a plain file; move it away");
        }
        if (Files.getAttribute(file, "unix:nlink") instanceof Integer names && names > 1) {
            throw new IOException(
                    ("%s has %d names (hard links), so that others can reach it past its locks; find"
                                    + " them (find / -xdev -samefile '%s') and remove those that"
                                    + " aren't Keyward's, or give it a file of its own: cp -p '%s' '%s.own'"
                                    + " && mv '%s.own' '%s'")
                            .formatted(file, names, file, file, file, file, file));
        }
    }

    /// @param type as the kernel calls the file system
    static boolean isNetwork(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "nfs",
                    "nfs3",
                    "nfs4",
                    "cifs",
                    "smb",
                    "smb2",
                    "smb3",
                    "smbfs",
                    "afs",
                    "ncpfs",
                    "9p",
                    "ceph",
                    "lustre",
                    "gpfs",
                    "beegfs",
                    "glusterfs",
                    "orangefs",
                    "ocfs2",
                    "gfs2",
                    "davfs",
                    "fuse.sshfs",
                    "fuse.s3fs",
                    "fuse.rclone",
                    "fuse.glusterfs",
                    "fuse.ceph",
                    "fuse.davfs2" ->
                    true;
            default -> false;
        };
    }
}
