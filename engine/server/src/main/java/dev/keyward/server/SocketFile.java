package dev.keyward.server;

import com.sun.security.auth.module.UnixSystem;
import dev.keyward.api.deployment.Guard;
import java.io.IOException;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// The file of a Unix socket, where nobody else can put another one.
final class SocketFile {
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    private SocketFile() {}

    /// Makes room for it: what a server that ended without closing it left there goes.
    ///
    /// @throws IOException if somebody else could put his own there, or something else is there
    static void makeRoom(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("in no directory: " + path);
        }
        int mode = (Integer) Files.getAttribute(folder, "unix:mode");
        if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0) {
            throw new IOException(
                    "in "
                            + folder
                            + ", which is writable for everybody; run: chmod o-w '"
                            + folder
                            + "'");
        }
        Guard.checkAbove(folder);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean socket =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther();
        long owner = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!socket || owner != new UnixSystem().getUid()) {
            throw new IOException(path + ", where something is that isn't this user's socket");
        }
        if (isAnswered(path)) {
            throw new BindException(path + ", where another process listens");
        }
        Files.delete(path);
    }

    private static boolean isAnswered(Path path) {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /// Lets them connect.
    ///
    /// @param everybody whether all users, of whom it is seen who they are; else those of its group
    static void open(Path path, boolean everybody) throws IOException {
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(everybody ? "rw-rw-rw-" : "rw-rw----"));
    }
}
