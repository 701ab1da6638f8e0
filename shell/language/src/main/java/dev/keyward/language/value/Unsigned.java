package dev.keyward.language.value;

import java.math.BigInteger;

/// A number of an unsigned .NET type.
///
/// A `byte[]` holds its elements as Java bytes; one element read from it is an `Unsigned` of kind
/// [Kind#BYTE].
public final class Unsigned extends Number implements Comparable<Unsigned> {
    private static final long serialVersionUID = 1L;

    /// The unsigned types.
    public enum Kind {
        BYTE("System.Byte", 8),
        UINT16("System.UInt16", 16),
        UINT32("System.UInt32", 32),
        UINT64("System.UInt64", 64);

        private final NetType type;
        private final int bits;

        Kind(String name, int bits) {
            this.type = NetType.of(name);
            this.bits = bits;
        }

        public NetType type() {
            return type;
        }

        BigInteger greatest() {
            return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        }

        boolean holds(BigInteger value) {
            return value.signum() >= 0 && value.bitLength() <= bits;
        }
    }

    private final Kind kind;
    private final long bits;

    private Unsigned(Kind kind, long bits) {
        this.kind = kind;
        this.bits = bits;
    }

    /// @throws NetException if the value doesn't fit
    public static Unsigned of(Kind kind, BigInteger value) {
        if (!kind.holds(value)) {
            throw NetException.overflow(
                    kind == Kind.BYTE ? "an unsigned byte" : "a " + kind.type().name());
        }
        return new Unsigned(kind, value.longValue());
    }

    public static Unsigned of(byte value) {
        return new Unsigned(Kind.BYTE, Byte.toUnsignedLong(value));
    }

    public Kind kind() {
        return kind;
    }

    public BigInteger exact() {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    @Override
    public int intValue() {
        return (int) bits;
    }

    @Override
    public long longValue() {
        return bits;
    }

    @Override
    public float floatValue() {
        return exact().floatValue();
    }

    @Override
    public double doubleValue() {
        return exact().doubleValue();
    }

    @Override
    public int compareTo(Unsigned other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Unsigned it && it.kind == kind && it.bits == bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
