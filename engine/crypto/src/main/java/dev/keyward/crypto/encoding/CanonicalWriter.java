package dev.keyward.crypto.encoding;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one encoding of everything that is authenticated or stored: two different values never have
/// the same bytes (security.md, section 4.1).
///
/// Every field is a type byte, a length of 4 bytes (big-endian) and the content. A label that says
/// what is encoded, and a format version, come first.
///
/// ```java
/// byte[] clear = CanonicalWriter.of("secret-version", 1).text(contentType).number(created).toBytes();
/// ```
public final class CanonicalWriter implements AutoCloseable {
    static final byte LABEL = 'L';
    static final byte VERSION = 'V';
    static final byte TEXT = 'T';
    static final byte BYTES = 'B';
    static final byte NUMBER = 'N';
    static final byte FLAG = 'F';
    static final byte UUID_ = 'U';
    static final byte ABSENT = '0';
    static final byte COUNT = 'C';

    private byte[] buffer = new byte[128];
    private int length;

    private CanonicalWriter() {}

    /// @param label what the bytes are, such as `secret-version`; never reused for another layout
    /// @param formatVersion 1 to 65535; one more at each change of the layout
    public static CanonicalWriter of(String label, int formatVersion) {
        CanonicalWriter writer = new CanonicalWriter();
        writer.field(LABEL, encode(label));
        writer.field(VERSION, new byte[] {(byte) (formatVersion >> 8), (byte) formatVersion});
        return writer;
    }

    /// @throws VaultException with `BadParameter` if the text holds half a surrogate pair
    public CanonicalWriter text(@Nullable String value) {
        return value == null ? absent() : field(TEXT, encode(value));
    }

    public CanonicalWriter bytes(byte @Nullable [] value) {
        return value == null ? absent() : field(BYTES, value);
    }

    public CanonicalWriter number(long value) {
        return field(NUMBER, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public CanonicalWriter optionalNumber(@Nullable Long value) {
        return value == null ? absent() : number(value);
    }

    public CanonicalWriter flag(boolean value) {
        return field(FLAG, new byte[] {(byte) (value ? 1 : 0)});
    }

    public CanonicalWriter uuid(@Nullable UUID value) {
        if (value == null) {
            return absent();
        }
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return field(UUID_, bytes.array());
    }

    /// Secret content; the result is then read with [#toSecretBytes].
    public CanonicalWriter secret(@Nullable SecretBytes value) {
        return value == null
                ? absent()
                : value.use(SecretAccess.request(), content -> field(BYTES, content));
    }

    /// The number of repeated groups that follow.
    public CanonicalWriter count(int value) {
        return field(COUNT, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    /// A count and that many texts.
    public CanonicalWriter texts(List<String> values) {
        count(values.size());
        values.forEach(this::text);
        return this;
    }

    /// A count and that many pairs of texts, in the order of the map.
    public CanonicalWriter pairs(Map<String, String> values) {
        count(values.size());
        values.forEach((name, value) -> text(name).text(value));
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    /// Like [#toBytes], and wipes the writer, which is then of no more use.
    public SecretBytes toSecretBytes() {
        SecretBytes result = SecretBytes.adopt(toBytes());
        close();
        return result;
    }

    /// Wipes what was written. Needed where writing may be given up after a [#secret].
    @Override
    public void close() {
        Arrays.fill(buffer, (byte) 0);
        length = 0;
    }

    private CanonicalWriter absent() {
        return field(ABSENT, new byte[0]);
    }

    private CanonicalWriter field(byte type, byte[] content) {
        int needed = Math.addExact(length, 5 + content.length);
        if (needed > buffer.length) {
            byte[] old = buffer;
            buffer = Arrays.copyOf(old, Math.max(needed, 2 * old.length));
            // What grew may be a secret.
            Arrays.fill(old, (byte) 0);
        }
        buffer[length] = type;
        ByteBuffer.wrap(buffer, length + 1, 4).putInt(content.length);
        System.arraycopy(content, 0, buffer, length + 5, content.length);
        length = needed;
        return this;
    }

    /// `String.getBytes` would turn each half of a broken pair into the same `?`.
    private static byte[] encode(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] result = new byte[bytes.remaining()];
            bytes.get(result);
            return result;
        } catch (CharacterCodingException _) {
            throw new VaultException(new VaultError.BadParameter("text", "well-formed Unicode"));
        }
    }
}
