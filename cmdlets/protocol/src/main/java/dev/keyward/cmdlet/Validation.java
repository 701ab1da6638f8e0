package dev.keyward.cmdlet;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A condition on a parameter's value, checked after conversion.
public sealed interface Validation {
    /// One of these words; the language ignores case unless told otherwise.
    record OneOf(List<String> words, boolean ignoreCase) implements Validation {
        public OneOf {
            words = List.copyOf(words);
        }

        public static OneOf words(String... words) {
            return new OneOf(List.of(words), true);
        }
    }

    /// Between two values, both included; kinds such as `Positive` give one of them as null.
    record Range(@Nullable Object least, @Nullable Object most, String kind) implements Validation {
        public static Range of(Object least, Object most) {
            return new Range(least, most, "");
        }
    }

    /// So many characters.
    record Length(int least, int most) implements Validation {}

    /// So many elements.
    record Count(int least, int most) implements Validation {}

    /// Text in which the pattern is found; `message` takes the place of the usual one.
    record Matches(Pattern pattern, @Nullable String message) implements Validation {}

    record NotNull() implements Validation {}

    record NotNullOrEmpty() implements Validation {}

    record NotNullOrWhiteSpace() implements Validation {}

    /// A script that must give something true with `$_` as the value.
    record Script(ScriptBlock block, @Nullable String message) implements Validation {}
}
