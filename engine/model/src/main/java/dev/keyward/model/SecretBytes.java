package dev.keyward.model;

import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/// Bytes that no log, message or `toString` may show. Copied in and out; compared in constant time.
///
/// [#close] wipes the content; reading afterwards is a [Bug]. All threads see that: a read beside
/// it gives the whole content or fails, never what wiping left of it.
public final class SecretBytes implements AutoCloseable {
    private final byte[] bytes;

    /// Set before the content goes, so that whoever read meanwhile can tell afterwards.
    private volatile boolean wiped;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param bytes copied; the caller keeps the array and should wipe it
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /// Takes the array over without a copy; the caller must not touch it again.
    public static SecretBytes adopt(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /// The UTF-8 octets of the text.
    public static SecretBytes ofUtf8(String text) {
        return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return bytes.length;
    }

    /// A copy that the caller owns and should wipe.
    public byte[] toByteArray(SecretAccess access) {
        check(access);
        return whole(bytes.clone());
    }

    public String toUtf8(SecretAccess access) {
        check(access);
        return whole(new String(bytes, StandardCharsets.UTF_8));
    }

    /// Lends the array itself, without a copy, for the length of one call; the function must
    /// neither keep nor change it.
    public <T> T use(SecretAccess access, Function<byte[], T> function) {
        check(access);
        return whole(function.apply(bytes));
    }

    /// Overwrites the content.
    @Override
    public void close() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    private void check(SecretAccess access) {
        if (access == null || wiped) {
            throw Bug.because("secret bytes read " + (wiped ? "after wiping" : "without access"));
        }
    }

    /// What was made of the content, if that was there to the end.
    private <T> T whole(T read) {
        // What is read before isn't read later, so content that went meanwhile is noticed.
        VarHandle.acquireFence();
        if (wiped) {
            throw Bug.because("secret bytes read while wiping");
        }
        return read;
    }

    /// Constant time for equal lengths. What was wiped equals nothing but itself.
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SecretBytes that)) {
            return false;
        }
        boolean same = MessageDigest.isEqual(bytes, that.bytes);
        VarHandle.acquireFence();
        return same && !wiped && !that.wiped;
    }

    /// The length only, so that a hash tells nothing of the content.
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + " bytes]";
    }
}
