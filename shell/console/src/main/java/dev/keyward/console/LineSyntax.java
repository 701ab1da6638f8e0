package dev.keyward.console;

import dev.keyward.cmdlet.Source;
import dev.keyward.language.syntax.Parser.Reading;
import dev.keyward.language.syntax.SyntaxError;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// What JLine needs to know of the language: whether a line is whole, and which word the cursor is
/// in.
final class LineSyntax implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE) {
            Reading reading = dev.keyward.language.syntax.Parser.read(new Source("", line));
            SyntaxError error = reading.error();
            if (error != null && error.incomplete()) {
                throw new EOFError(error.span().line(), error.span().column(), error.text());
            }
        }
        return new Line(line, cursor, Cursor.at(line, cursor));
    }

    @Override
    public boolean isEscapeChar(char c) {
        return c == '`';
    }

    @Override
    public boolean validCommandName(String name) {
        return true;
    }

    /// The word at the cursor; completion replaces just that.
    record Line(String line, int cursor, Cursor at) implements CompletingParsedLine {
        @Override
        public String word() {
            return at.word();
        }

        @Override
        public int wordCursor() {
            return at.word().length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(at.word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return at.word().length();
        }

        @Override
        public int rawWordLength() {
            return at.word().length();
        }
    }
}
