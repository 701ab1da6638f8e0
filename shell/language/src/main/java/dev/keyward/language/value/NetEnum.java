package dev.keyward.language.value;

/// A value of a .NET enum.
///
/// @param name the constant's name, several joined by `, ` for flags, or the number for none
public record NetEnum(NetType type, String name, long value) implements Comparable<NetEnum> {
    @Override
    public int compareTo(NetEnum other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return name;
    }
}
