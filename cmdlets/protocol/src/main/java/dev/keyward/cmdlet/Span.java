package dev.keyward.cmdlet;

/// A stretch of a source: `start` inclusive, `end` exclusive, in UTF-16 units.
public record Span(Source source, int start, int end) {
    /// Nowhere.
    public static final Span NONE = new Span(Source.NONE, 0, 0);

    public int line() {
        return source.line(start);
    }

    public int column() {
        return source.column(start);
    }

    public String text() {
        return source.text()
                .substring(
                        Math.min(start, source.text().length()),
                        Math.min(end, source.text().length()));
    }

    /// From this span's start to the other's end.
    public Span to(Span other) {
        return new Span(source, start, Math.max(end, other.end));
    }

    public boolean isNone() {
        return source.text().isEmpty() && end == 0;
    }

    @Override
    public String toString() {
        return source + ":" + line() + ":" + column();
    }
}
