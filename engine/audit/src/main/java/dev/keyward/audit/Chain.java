package dev.keyward.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyward.model.Bug;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The chain of hashes: h(0) = SHA-256(title and node), h(i) = SHA-256(h(i-1) || link(i)), where a
/// link is type, number, time, evidence number and record, the first four of fixed width, so that
/// no two different links read as the same bytes. For one thread.
final class Chain {
    static final int HASH_BYTES = 32;

    private final MessageDigest sha256 = sha256();
    private final byte[] head;
    private long sequence;

    Chain(byte[] head, long sequence) {
        this.head = head.clone();
        this.sequence = sequence;
    }

    static byte[] genesis(String node) {
        return sha256().digest(("keyward-audit/1 " + node).getBytes(UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw Bug.because("every JDK has SHA-256", missing);
        }
    }

    long sequence() {
        return sequence;
    }

    byte[] head() {
        return head.clone();
    }

    String headText() {
        return HexFormat.of().formatHex(head);
    }

    /// Goes on by one link, and writes the new head to `frame[hashAt..]`.
    void extend(byte[] frame, int linkAt, int linkEnd, int hashAt) {
        sha256.update(head);
        sha256.update(frame, linkAt, linkEnd - linkAt);
        try {
            sha256.digest(head, 0, HASH_BYTES);
        } catch (DigestException e) {
            throw Bug.because("the head has room for a hash", e);
        }
        System.arraycopy(head, 0, frame, hashAt, HASH_BYTES);
        sequence++;
    }

    /// Goes on by the link of a frame that was read.
    ///
    /// @return whether the frame carries the hash that follows
    boolean follow(Frame frame) {
        sha256.update(head);
        sha256.update(frame.link());
        byte[] next = sha256.digest();
        System.arraycopy(next, 0, head, 0, HASH_BYTES);
        sequence++;
        return Arrays.equals(next, frame.hash());
    }
}
