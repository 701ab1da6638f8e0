package dev.keyward.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The unit of a segment file, big-endian:
///
/// | offset | bytes | |
/// |---|---|---|
/// | 0 | 4 | CRC-32C of all that follows |
/// | 4 | 4 | how many bytes follow |
/// | 8 | 32 | chain hash after this frame |
/// | 40 | 1 | type |
/// | 41 | 8 | sequence number |
/// | 49 | 8 | time, microseconds since 1970 |
/// | 57 | 8 | the store's evidence number, 0 for none |
/// | 65 | | body |
///
/// From 40 on it is the link that goes into the chain. Records and notes are links; headers and
/// checkpoints only repeat the hash and the number in force.
///
/// @param offset where it begins in its segment
record Frame(Type type, byte[] hash, byte[] link, long offset) {
    enum Type {
        HEADER('H'),
        RECORD('R'),
        NOTE('N'),
        CHECKPOINT('C');

        private final byte code;

        Type(char code) {
            this.code = (byte) code;
        }

        boolean inChain() {
            return this == RECORD || this == NOTE;
        }
    }

    static final int LENGTH_AT = 4;
    static final int HASH_AT = 8;
    static final int LINK_AT = 40;
    static final int BODY_AT = 65;
    static final int MAX_BYTES = BODY_AT + AuditLog.MAX_RECORD_BYTES;

    private static final int BODY_IN_LINK = BODY_AT - LINK_AT;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// Writes a frame into a buffer that has room for it.
    ///
    /// @param chain extended by it, if the type says so
    /// @return the offset behind it
    static int write(
            byte[] buffer,
            int at,
            Type type,
            Chain chain,
            long timeMicros,
            long evidence,
            byte[] body,
            CRC32C crc) {
        int end = at + BODY_AT + body.length;
        long sequence = type.inChain() ? chain.sequence() + 1 : chain.sequence();
        buffer[at + LINK_AT] = type.code;
        LONG.set(buffer, at + LINK_AT + 1, sequence);
        LONG.set(buffer, at + LINK_AT + 9, timeMicros);
        LONG.set(buffer, at + LINK_AT + 17, evidence);
        System.arraycopy(body, 0, buffer, at + BODY_AT, body.length);
        if (type.inChain()) {
            chain.extend(buffer, at + LINK_AT, end, at + HASH_AT);
        } else {
            System.arraycopy(chain.head(), 0, buffer, at + HASH_AT, Chain.HASH_BYTES);
        }
        INT.set(buffer, at + LENGTH_AT, end - at - HASH_AT);
        crc.reset();
        crc.update(buffer, at + LENGTH_AT, end - at - LENGTH_AT);
        INT.set(buffer, at, (int) crc.getValue());
        return end;
    }

    /// How long the frame at the buffer's position is, or 0 if that can't be a frame.
    static int bytes(ByteBuffer buffer) {
        int following = buffer.getInt(buffer.position() + LENGTH_AT);
        int bytes = following + HASH_AT;
        return following >= BODY_AT - HASH_AT && bytes <= MAX_BYTES ? bytes : 0;
    }

    /// Reads a frame that is wholly in the buffer.
    ///
    /// @return null if it is damaged
    static @org.jspecify.annotations.Nullable Frame read(
            ByteBuffer buffer, int bytes, long offset, CRC32C crc) {
        byte[] all = buffer.array();
        int at = buffer.arrayOffset() + buffer.position();
        crc.reset();
        crc.update(all, at + LENGTH_AT, bytes - LENGTH_AT);
        if ((int) crc.getValue() != (int) INT.get(all, at)) {
            return null;
        }
        for (Type type : Type.values()) {
            if (type.code == all[at + LINK_AT]) {
                buffer.position(buffer.position() + bytes);
                return new Frame(
                        type,
                        Arrays.copyOfRange(all, at + HASH_AT, at + LINK_AT),
                        Arrays.copyOfRange(all, at + LINK_AT, at + bytes),
                        offset);
            }
        }
        return null;
    }

    long sequence() {
        return (long) LONG.get(link, 1);
    }

    long timeMicros() {
        return (long) LONG.get(link, 9);
    }

    Instant time() {
        return Instant.EPOCH.plus(timeMicros(), ChronoUnit.MICROS);
    }

    long evidence() {
        return (long) LONG.get(link, 17);
    }

    byte[] body() {
        return Arrays.copyOfRange(link, BODY_IN_LINK, link.length);
    }

    int bytes() {
        return LINK_AT + link.length;
    }
}
