package dev.keyward.language.syntax;

/// Operators with one operand.
public enum UnaryOperator {
    NOT,
    BITWISE_NOT,
    PLUS,
    MINUS,
    COMMA,
    SPLIT,
    CASE_SENSITIVE_SPLIT,
    JOIN
}
