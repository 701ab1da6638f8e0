package dev.keyward.server;

import dev.keyward.api.deployment.Guard;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A file that holds a secret and nothing else.
final class SecretFile {
    private static final int MOST_BYTES = 64 * 1024;

    private SecretFile() {}

    /// What is in it, without the blanks and line ends around it.
    ///
    /// @throws IOException if it can't be read, is open to others or too long; the message says
    ///   which, and the cure
    static SecretBytes read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("a file that can't be read: " + file);
        }
        String fault = Guard.BROUGHT_SECRET.fault(file);
        if (fault != null) {
            throw new IOException(file + ", which is " + fault);
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("a file too long for a secret");
        }
        byte[] bytes = Files.readAllBytes(file);
        int from = 0;
        int to = bytes.length;
        while (from < to && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
            to--;
        }
        while (from < to && bytes[from] <= ' ' && bytes[from] >= 0) {
            from++;
        }
        SecretBytes secret = SecretBytes.adopt(Arrays.copyOfRange(bytes, from, to));
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }
}
