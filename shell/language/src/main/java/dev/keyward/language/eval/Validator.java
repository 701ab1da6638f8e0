package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Validation;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Truth;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks values against validation attributes.
final class Validator {
    private final Evaluator runtime;

    Validator(Evaluator runtime) {
        this.runtime = runtime;
    }

    /// Why a value isn't right; null if it is.
    @Nullable String refusal(Validation validation, @Nullable Object value) {
        return switch (validation) {
            case Validation.NotNull _ -> each(value, one -> one == null ? NULL : null);
            case Validation.NotNullOrEmpty _ ->
                    isEmpty(value) ? EMPTY : each(value, one -> isEmpty(one) ? EMPTY : null);
            case Validation.NotNullOrWhiteSpace _ ->
                    isEmpty(value) ? EMPTY : each(value, one -> text(one).isBlank() ? BLANK : null);
            case Validation.OneOf it -> each(value, one -> outside(it, one));
            case Validation.Range it -> each(value, one -> outside(it, one));
            case Validation.Length it -> each(value, one -> outside(it, text(one)));
            case Validation.Count it -> outside(it, value);
            case Validation.Matches it -> each(value, one -> mismatch(it, text(one)));
            case Validation.Script it -> each(value, one -> failure(it, one));
        };
    }

    private static final String NULL =
            "The argument is null. Provide a valid value for the argument, and then try running the command again.";
    private static final String EMPTY =
            "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.";
    private static final String BLANK =
            "The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non white-space characters, and then try the command again.";

    private static @Nullable String each(
            @Nullable Object value, Function<@Nullable Object, @Nullable String> check) {
        if (!Sequences.is(value)) {
            return check.apply(value);
        }
        for (Object one : Sequences.elements(value)) {
            String reason = check.apply(one);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String it -> it.isEmpty();
            case PsHashtable it -> it.size() == 0;
            default -> Sequences.is(value) && Sequences.size(value) == 0;
        };
    }

    private String text(@Nullable Object value) {
        return runtime.values().text().of(value);
    }

    private @Nullable String outside(Validation.OneOf set, @Nullable Object value) {
        String given = text(value);
        for (String word : set.words()) {
            if (set.ignoreCase() ? word.equalsIgnoreCase(given) : word.equals(given)) {
                return null;
            }
        }
        return "The argument \"%s\" does not belong to the set \"%s\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again."
                .formatted(given, String.join(",", set.words()));
    }

    private @Nullable String outside(Validation.Range range, @Nullable Object value) {
        boolean below = range.least() != null && order(value, range.least()) < 0;
        boolean above = range.most() != null && order(value, range.most()) > 0;
        if (!below && !above) {
            return null;
        }
        if (!range.kind().isEmpty()) {
            return "The argument \"%s\" cannot be validated because its value is not %s."
                    .formatted(text(value), words(range.kind()));
        }
        return below
                ? "The %s argument is less than the minimum allowed range of %s. Supply an argument that is greater than or equal to %s and then try the command again."
                        .formatted(text(value), text(range.least()), text(range.least()))
                : "The %s argument is greater than the maximum allowed range of %s. Supply an argument that is less than or equal to %s and then try the command again."
                        .formatted(text(value), text(range.most()), text(range.most()));
    }

    private static String words(String kind) {
        return switch (kind.toLowerCase(java.util.Locale.ROOT)) {
            case "positive" -> "greater than zero";
            case "nonnegative" -> "greater than or equal to zero";
            case "negative" -> "smaller than zero";
            default -> "smaller than or equal to zero";
        };
    }

    private int order(@Nullable Object value, Object bound) {
        return runtime.values().operators().order(value, bound, false);
    }

    private static @Nullable String outside(Validation.Length length, String text) {
        if (text.length() < length.least()) {
            return "The character length (%d) of the argument is too short. Specify an argument with a length that is greater than or equal to \"%d\", and then try the command again."
                    .formatted(text.length(), length.least());
        }
        return text.length() <= length.most()
                ? null
                : "The character length of the %d argument is too long. Shorten the character length of the argument so it is fewer than or equal to \"%d\" characters, and then try the command again."
                        .formatted(text.length(), length.most());
    }

    private static @Nullable String outside(Validation.Count count, @Nullable Object value) {
        List<@Nullable Object> elements = Sequences.elements(value);
        if (elements.size() < count.least()) {
            return "The parameter requires at least %d value(s) and no more than %d value(s) - %d value(s) were provided."
                    .formatted(count.least(), count.most(), elements.size());
        }
        return elements.size() <= count.most()
                ? null
                : "The number of provided arguments, (%d), exceeds the maximum number of allowed arguments (%d). Provide fewer than %d arguments, and then try the command again."
                        .formatted(elements.size(), count.most(), count.most());
    }

    private static @Nullable String mismatch(Validation.Matches matches, String text) {
        if (matches.pattern().matcher(text).find()) {
            return null;
        }
        String message = matches.message();
        return message != null
                ? message.replace("{0}", text).replace("{1}", matches.pattern().pattern())
                : "The argument \"%s\" does not match the \"%s\" pattern. Supply an argument that matches \"%s\" and try the command again."
                        .formatted(text, matches.pattern().pattern(), matches.pattern().pattern());
    }

    private @Nullable String failure(Validation.Script script, @Nullable Object value) {
        Object result;
        try {
            result =
                    runtime.scripts()
                            .value(new Scripts.Call(script.block(), value, true, List.of(), true));
        } catch (CmdletError e) {
            return e.errorRecord().message();
        } catch (ScriptStop e) {
            return e.errorRecord().message();
        }
        if (Truth.of(result)) {
            return null;
        }
        String message = script.message();
        return message != null
                ? message.replace("{0}", text(value)).replace("{1}", script.block().text())
                : "The \"%s\" validation script for the argument with value \"%s\" did not return a result of True. Determine why the validation script failed, and then try the command again."
                        .formatted(script.block().text(), text(value));
    }
}
