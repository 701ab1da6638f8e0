package dev.keyward.crypto.encoding;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what [CanonicalWriter] wrote, field by field in the same order.
///
/// Anything else (another label, type or length, bytes missing or left over) is an
/// `IntegrityFailure`.
public final class CanonicalReader {
    private final byte[] bytes;
    private final String label;
    private final int formatVersion;
    private int position;

    private CanonicalReader(byte[] bytes, String label) {
        this.bytes = bytes;
        this.label = label;
        if (!decode(field(CanonicalWriter.LABEL)).equals(label)) {
            throw malformed();
        }
        ByteBuffer version = field(CanonicalWriter.VERSION);
        if (version.remaining() != 2) {
            throw malformed();
        }
        this.formatVersion = Short.toUnsignedInt(version.getShort());
        if (formatVersion == 0) {
            throw malformed();
        }
    }

    /// Reads the whole encoding; whatever the function leaves unread is an error.
    ///
    /// @param bytes not kept
    public static <T> T read(byte[] bytes, String label, Function<CanonicalReader, T> fields) {
        CanonicalReader reader = new CanonicalReader(bytes, label);
        T value;
        try {
            value = fields.apply(reader);
        } catch (DateTimeException | IllegalArgumentException _) {
            // A well-formed field that no value can be made of, such as a time past the last one.
            throw reader.malformed();
        }
        reader.end();
        return value;
    }

    /// [#read] over secret content, which is lent and not copied.
    public static <T> T read(SecretBytes bytes, String label, Function<CanonicalReader, T> fields) {
        return bytes.use(SecretAccess.request(), content -> read(content, label, fields));
    }

    /// 1 to 65535; the layout of the fields depends on it.
    public int formatVersion() {
        return formatVersion;
    }

    /// Refuses every format but the one.
    public CanonicalReader expectFormat(int version) {
        if (formatVersion != version) {
            throw new VaultException(
                    new VaultError.IntegrityFailure(
                            label + " has the unknown format " + formatVersion));
        }
        return this;
    }

    public String text() {
        return decode(field(CanonicalWriter.TEXT));
    }

    public @Nullable String optionalText() {
        return isAbsent() ? null : text();
    }

    public byte[] bytes() {
        return copy(field(CanonicalWriter.BYTES));
    }

    public byte @Nullable [] optionalBytes() {
        return isAbsent() ? null : bytes();
    }

    public SecretBytes secret() {
        return SecretBytes.adopt(bytes());
    }

    public @Nullable SecretBytes optionalSecret() {
        return isAbsent() ? null : secret();
    }

    public long number() {
        return fixed(CanonicalWriter.NUMBER, Long.BYTES).getLong();
    }

    /// A [#number] in the range of `int`.
    public int smallNumber() {
        long number = number();
        if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
            throw malformed();
        }
        return (int) number;
    }

    public @Nullable Long optionalNumber() {
        return isAbsent() ? null : (Long) number();
    }

    public boolean flag() {
        byte value = fixed(CanonicalWriter.FLAG, 1).get();
        if (value != 0 && value != 1) {
            throw malformed();
        }
        return value == 1;
    }

    public UUID uuid() {
        ByteBuffer content = fixed(CanonicalWriter.UUID_, 16);
        return new UUID(content.getLong(), content.getLong());
    }

    public @Nullable UUID optionalUuid() {
        return isAbsent() ? null : uuid();
    }

    /// The number of repeated groups that follow; never more than could fit in the rest.
    public int count() {
        int count = fixed(CanonicalWriter.COUNT, Integer.BYTES).getInt();
        if (count < 0 || count > (bytes.length - position) / 5) {
            throw malformed();
        }
        return count;
    }

    public List<String> texts() {
        int count = count();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(text());
        }
        return List.copyOf(values);
    }

    /// In the order they were written.
    public Map<String, String> pairs() {
        int count = count();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            values.put(text(), text());
        }
        return values;
    }

    private void end() {
        if (position != bytes.length) {
            throw malformed();
        }
    }

    /// Steps over an absent field.
    private boolean isAbsent() {
        if (position >= bytes.length || bytes[position] != CanonicalWriter.ABSENT) {
            return false;
        }
        fixed(CanonicalWriter.ABSENT, 0);
        return true;
    }

    private ByteBuffer fixed(byte type, int size) {
        ByteBuffer content = field(type);
        if (content.remaining() != size) {
            throw malformed();
        }
        return content;
    }

    private ByteBuffer field(byte type) {
        if (bytes.length - position < 5 || bytes[position] != type) {
            throw malformed();
        }
        int size = ByteBuffer.wrap(bytes, position + 1, 4).getInt();
        if (size < 0 || size > bytes.length - position - 5) {
            throw malformed();
        }
        ByteBuffer content = ByteBuffer.wrap(bytes, position + 5, size);
        position += 5 + size;
        return content;
    }

    // Of a part of an array that it was wrapped around from the beginning.
    @SuppressWarnings("ByteBufferBackingArray")
    private static byte[] copy(ByteBuffer content) {
        return Arrays.copyOfRange(content.array(), content.position(), content.limit());
    }

    private String decode(ByteBuffer content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException _) {
            throw malformed();
        }
    }

    private VaultException malformed() {
        return malformed(label);
    }

    /// An encoding that can be read, but holds what can't be.
    ///
    /// @param label of the encoding
    public static VaultException malformed(String label) {
        return new VaultException(new VaultError.IntegrityFailure(label + " is malformed"));
    }
}
