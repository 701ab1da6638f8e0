package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Source;
import dev.keyward.cmdlet.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A place in a text, with what lies between words: blanks, comments, continued lines.
///
/// PowerShell's words can't be told apart without knowing what the parser expects (a command's
/// arguments or an expression), so the parsers ask here for characters and take words themselves.
final class Lexer {
    /// How deep brackets may nest; more is an error rather than a full stack.
    private static final int DEEPEST = 160;

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<ScriptBody.Requirement> requirements = new ArrayList<>();
    private int position;
    private int depth;

    Lexer(Source source) {
        this.source = source;
        this.text = source.text();
        this.position = text.startsWith("\uFEFF") ? 1 : 0;
    }

    /// A place to come back to.
    record Mark(int position, int tokens) {}

    Mark mark() {
        return new Mark(position, tokens.size());
    }

    void reset(Mark mark) {
        position = mark.position();
        while (tokens.size() > mark.tokens()) {
            tokens.removeLast();
        }
    }

    int position() {
        return position;
    }

    List<Token> tokens() {
        return tokens;
    }

    List<ScriptBody.Requirement> requirements() {
        return requirements;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    /// The character here, NUL at the end.
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        int at = position + ahead;
        return at < text.length() ? text.charAt(at) : '\0';
    }

    boolean looking(String at) {
        return text.startsWith(at, position);
    }

    String text(int start, int end) {
        return text.substring(start, end);
    }

    void advance(int count) {
        position = Math.min(position + count, text.length());
    }

    boolean take(char c) {
        if (!atEnd() && peek() == c) {
            position++;
            return true;
        }
        return false;
    }

    Span spanFrom(int start) {
        return new Span(source, start, position);
    }

    void token(Token.Kind kind, int start) {
        tokens.add(new Token(kind, spanFrom(start)));
    }

    /// Skips blanks, comments and continued line ends.
    void blanks() {
        while (!atEnd()) {
            char c = peek();
            if (Characters.isBlank(c)) {
                position++;
            } else if (c == '`' && Characters.isNewline(peek(1))) {
                position++;
                newline();
            } else if (c == '#') {
                comment();
            } else if (c == '<' && peek(1) == '#') {
                blockComment();
            } else {
                return;
            }
        }
    }

    /// Skips blanks and line ends.
    void newlines() {
        blanks();
        while (!atEnd() && Characters.isNewline(peek())) {
            newline();
            blanks();
        }
    }

    /// Skips blanks, line ends and semicolons.
    void separators() {
        newlines();
        while (take(';')) {
            newlines();
        }
    }

    private void newline() {
        if (peek() == '\r' && peek(1) == '\n') {
            position++;
        }
        position++;
    }

    private void comment() {
        int start = position;
        while (!atEnd() && !Characters.isNewline(peek())) {
            position++;
        }
        token(Token.Kind.COMMENT, start);
        String words = text.substring(start + 1, position).strip();
        if (words.toLowerCase(Locale.ROOT).startsWith("requires ")) {
            requirements.add(
                    new ScriptBody.Requirement(spanFrom(start), words.substring(9).strip()));
        }
    }

    private void blockComment() {
        int start = position;
        int end = text.indexOf("#>", position + 2);
        position = end < 0 ? text.length() : end + 2;
        token(Token.Kind.COMMENT, start);
        if (end < 0) {
            throw error(
                    "MissingTerminatorMultiLineComment",
                    "The terminator '#>' is missing from the multiline comment.",
                    start,
                    true);
        }
    }

    /// Letters from here on.
    String peekLetters() {
        int end = position;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(position, end);
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw error("ScriptTooComplicated", "The text is nested too deeply.", position, false);
        }
    }

    void leave() {
        depth--;
    }

    /// Takes the character or says that it's missing.
    void expect(char c, String id) {
        if (!take(c)) {
            if (atEnd()) {
                throw missing(id, "Missing '%s' in the text.".formatted(c));
            }
            throw unexpected(id, c);
        }
    }

    private SyntaxError unexpected(String id, char wanted) {
        return error(
                id,
                "Unexpected token '%s'; '%s' must stand here.".formatted(wordHere(), wanted),
                position,
                false);
    }

    SyntaxError unexpected() {
        if (atEnd()) {
            return missing("UnexpectedEndOfText", "The text breaks off.");
        }
        return error(
                "UnexpectedToken",
                "Unexpected token '%s' in expression or statement.".formatted(wordHere()),
                position,
                false);
    }

    private String wordHere() {
        int end = position + 1;
        while (end < text.length() && !Characters.endsWord(text.charAt(end))) {
            end++;
        }
        return text.substring(position, Math.min(end, text.length())).strip();
    }

    /// An error that more input could mend.
    SyntaxError missing(String id, String message) {
        return error(id, message, position, true);
    }

    SyntaxError error(String id, String message, int start, boolean incomplete) {
        int end = Math.max(position, Math.min(start + 1, text.length()));
        return new SyntaxError(id, message, new Span(source, start, end), incomplete);
    }
}
