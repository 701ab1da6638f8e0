package dev.keyward.language.value;

/// A System.Text.StringBuilder.
record TextBuilder(StringBuilder text) implements NetObject {
    TextBuilder(String start) {
        this(new StringBuilder(start));
    }

    @Override
    public NetType type() {
        return NetType.of("System.Text.StringBuilder");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
