package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;

/// A stretch of text with what it is; for colouring and completion.
public record Token(Kind kind, Span span) {
    /// What a token is.
    public enum Kind {
        COMMENT,
        KEYWORD,
        COMMAND,
        PARAMETER,
        ARGUMENT,
        VARIABLE,
        STRING,
        NUMBER,
        TYPE,
        MEMBER,
        OPERATOR,
        REDIRECTION
    }
}
