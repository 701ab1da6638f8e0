package dev.keyward.language.value;

/// A System.Text.StringBuilder.
record TextBuilder(StringBuilder text) {
    TextBuilder(String start) {
        this(new StringBuilder(start));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
