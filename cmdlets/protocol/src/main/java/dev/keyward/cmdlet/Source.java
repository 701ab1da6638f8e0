package dev.keyward.cmdlet;

/// A piece of program text and where it came from.
///
/// @param name a file's path, or empty for text typed at a prompt
public record Source(String name, String text) {
    /// No text at all: the place of errors that have none.
    public static final Source NONE = new Source("", "");

    /// The line of an offset, from 1.
    public int line(int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /// The column of an offset, from 1.
    public int column(int offset) {
        int at = Math.min(offset, text.length());
        return at - (text.lastIndexOf('\n', at - 1) + 1) + 1;
    }

    /// The text of the line an offset lies in, without its line end.
    public String lineText(int offset) {
        int at = Math.min(offset, text.length());
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(start, end < 0 ? text.length() : end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "text" : name;
    }
}
