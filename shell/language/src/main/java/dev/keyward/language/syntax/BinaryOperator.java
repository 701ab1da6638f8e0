package dev.keyward.language.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Operators with two operands; a higher strength binds tighter.
public enum BinaryOperator {
    AND("and", 1),
    OR("or", 1),
    XOR("xor", 1),
    BITWISE_AND("band", 2),
    BITWISE_OR("bor", 2),
    BITWISE_XOR("bxor", 2),
    EQ("eq", 5),
    NE("ne", 5),
    GT("gt", 5),
    GE("ge", 5),
    LT("lt", 5),
    LE("le", 5),
    LIKE("like", 5),
    NOT_LIKE("notlike", 5),
    MATCH("match", 5),
    NOT_MATCH("notmatch", 5),
    REPLACE("replace", 5),
    CONTAINS("contains", 5),
    NOT_CONTAINS("notcontains", 5),
    IN("in", 5),
    NOT_IN("notin", 5),
    SPLIT("split", 5),
    JOIN("join", 5),
    IS("is", 5),
    IS_NOT("isnot", 5),
    AS("as", 5),
    SHIFT_LEFT("shl", 5),
    SHIFT_RIGHT("shr", 5),
    COALESCE("??", 7),
    ADD("+", 9),
    SUBTRACT("-", 9),
    MULTIPLY("*", 10),
    DIVIDE("/", 10),
    REMAINDER("%", 10),
    FORMAT("f", 12),
    RANGE("..", 13);

    private static final Map<String, BinaryOperator> BY_WORD =
            Stream.of(values())
                    .collect(Collectors.toMap(BinaryOperator::word, Function.identity()));

    private final String word;
    private final int strength;

    BinaryOperator(String word, int strength) {
        this.word = word;
        this.strength = strength;
    }

    /// As written, without a dash.
    public String word() {
        return word;
    }

    int strength() {
        return strength;
    }

    private boolean hasCaseForms() {
        return strength == 5
                && switch (this) {
                    case JOIN, IS, IS_NOT, AS, SHIFT_LEFT, SHIFT_RIGHT -> false;
                    default -> true;
                };
    }

    /// An operator with its case rule.
    record Cased(BinaryOperator operator, boolean caseSensitive) {}

    /// The operator of a word after a dash: `eq`, `ceq`, `ieq`.
    static Optional<Cased> ofWord(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        BinaryOperator plain = BY_WORD.get(word);
        if (plain != null) {
            return Optional.of(new Cased(plain, false));
        }
        if (word.length() > 2 && (word.charAt(0) == 'c' || word.charAt(0) == 'i')) {
            BinaryOperator cased = BY_WORD.get(word.substring(1));
            if (cased != null && cased.hasCaseForms()) {
                return Optional.of(new Cased(cased, word.charAt(0) == 'c'));
            }
        }
        return Optional.empty();
    }
}
