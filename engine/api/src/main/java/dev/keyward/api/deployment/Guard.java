package dev.keyward.api.deployment;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a file or directory has to be, so that nobody else reads or writes what the server relies
/// on (S-16; security.md, section 11).
///
/// Where files have no POSIX modes (Windows) links alone are refused: whom the home's access list
/// lets in is the operator's to see to.
public enum Guard {
    /// A directory of this user alone: mode 0700, no link.
    OWN_DIRECTORY(0700),
    /// A file of this user alone: mode 0600, no link, no second name.
    OWN_FILE(0600),
    /// A file of this user that everybody may read and nobody else write: a certificate made here.
    SHOWN_FILE(0644),
    /// A secret that the operator brings: mode 0600, this user's or root's. A link is followed, as
    /// those who renew keys use them; what it leads to has to be right.
    BROUGHT_SECRET(0600),
    /// What the operator brings and everybody may read: this user's or root's, not writable for
    /// everybody.
    BROUGHT_FILE(0775);

    private static final int MODE_BITS = 07777;
    private static final int OTHERS_WRITE = 0002;
    private static final int WRITE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;

    private final int widest;

    Guard(int widest) {
        this.widest = widest;
    }

    /// @throws IOException naming the file, what is wrong with it, and the cure
    public void check(Path path) throws IOException {
        String fault = fault(path);
        if (fault != null) {
            throw new IOException(path + " is " + fault);
        }
    }

    /// What is wrong with it and how to mend that, to be read after "is"; null if nothing is.
    ///
    /// @throws IOException if it isn't there, or can't be looked at
    public @Nullable String fault(Path path) throws IOException {
        boolean isOwn = this == OWN_DIRECTORY || this == OWN_FILE || this == SHOWN_FILE;
        if (isOwn && Files.isSymbolicLink(path)) {
            return "a symbolic link; put what it points to in its place";
        }
        if (this == OWN_DIRECTORY ? !Files.isDirectory(path) : !Files.isRegularFile(path)) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            return this == OWN_DIRECTORY ? "no directory" : "no plain file";
        }
        if (!isPosix(path)) {
            return null;
        }
        Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid,nlink");
        int mode = number(found, "mode") & MODE_BITS;
        int excess = mode & ~widest & ~STICKY;
        if (excess != 0) {
            return "open to others (mode %04o); run: chmod %s '%s'"
                    .formatted(
                            mode,
                            this == BROUGHT_FILE ? "o-w" : Integer.toOctalString(widest),
                            path);
        }
        int user = number(found, "uid");
        int self = (int) new UnixSystem().getUid();
        if (user != self && (isOwn || user != 0)) {
            return "another user's (uid %d); run: chown %d '%s'".formatted(user, self, path);
        }
        if ((this == OWN_FILE || this == BROUGHT_SECRET) && number(found, "nlink") > 1) {
            return "known under a second name (hard link); run: cp -p '%s' '%s.own' && mv '%s.own' '%s'"
                    .formatted(path, path, path, path);
        }
        return null;
    }

    /// Closes a directory that others could look into and not write to, before there is anything in
    /// it to be seen.
    static void close(Path directory) throws IOException {
        if (Files.isSymbolicLink(directory) || !isPosix(directory)) {
            return;
        }
        int mode = number(Files.readAttributes(directory, "unix:mode"), "mode") & MODE_BITS;
        if ((mode & WRITE_BY_OTHERS) == 0 && (mode & ~OWN_DIRECTORY.widest) != 0) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// Whoever may write to a directory above can put another one in its place, unless the sticky
    /// bit forbids that.
    ///
    /// @throws IOException if everybody may
    public static void checkAbove(Path directory) throws IOException {
        if (!isPosix(directory)) {
            return;
        }
        for (Path above = directory.toRealPath().getParent();
                above != null;
                above = above.getParent()) {
            int mode;
            try {
                mode = number(Files.readAttributes(above, "unix:mode"), "mode") & MODE_BITS;
            } catch (FileSystemException _) {
                continue;
            }
            if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
                throw new IOException(
                        "%s, above %s, is writable for everybody (mode %04o); run: chmod o-w '%s'"
                                .formatted(above, directory, mode, above));
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static int number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.intValue() : 0;
    }
}
