package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Source;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads programs.
///
/// ```java
/// ScriptBody body = Parser.parse(new Source("", "Get-Date"));
/// ```
public final class Parser {
    private Parser() {}

    /// What could be read of a text, whole or not; for an editor.
    ///
    /// @param body null if the text isn't a program
    /// @param error null if it is
    public record Reading(
            @Nullable ScriptBody body, List<Token> tokens, @Nullable SyntaxError error) {
        public Reading {
            tokens = List.copyOf(tokens);
        }
    }

    /// @throws SyntaxError if the text isn't a program
    public static ScriptBody parse(Source source) {
        return parse(new Grammar(source));
    }

    /// Reads as far as possible.
    public static Reading read(Source source) {
        Grammar grammar = new Grammar(source);
        ScriptBody body = null;
        SyntaxError error = null;
        try {
            body = parse(grammar);
        } catch (SyntaxError e) {
            error = e;
        }
        List<Token> tokens =
                grammar.lexer().tokens().stream()
                        .sorted(Comparator.comparingInt((Token t) -> t.span().start()))
                        .toList();
        return new Reading(body, tokens, error);
    }

    private static ScriptBody parse(Grammar grammar) {
        Lexer lexer = grammar.lexer();
        ScriptBody body = grammar.definitions().body(lexer.position(), '\0');
        if (!lexer.atEnd()) {
            throw lexer.unexpected();
        }
        return body;
    }
}
