package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change says of something: an argument, else what the object says that was handed in, else
/// what it was before.
public record Given(Run run, @Nullable PsObject object) {
    public static Given of(Run run) {
        return new Given(run, run.inputObject());
    }

    public @Nullable String text(String name, @Nullable String before) {
        Object value = value(name, before);
        return value == null ? null : value.toString();
    }

    public List<String> texts(String name, List<String> before) {
        return switch (value(name, before)) {
            case null -> List.of();
            case Object[] many -> Arrays.stream(many).map(String::valueOf).toList();
            case List<?> many -> many.stream().map(String::valueOf).toList();
            case Object one -> List.of(one.toString());
        };
    }

    /// @throws Refusal if it isn't one, or too large for the wire
    public @Nullable Integer count(String name, @Nullable Integer before) {
        Long value = number(name, before == null ? null : before.longValue());
        if (value != null && value != value.intValue()) {
            throw Refusal.of("-%s: must be at most %d.".formatted(name, Integer.MAX_VALUE));
        }
        return value == null ? null : value.intValue();
    }

    public @Nullable Long number(String name, @Nullable Long before) {
        return value(name, before) instanceof Number number ? (Long) number.longValue() : null;
    }

    private @Nullable Object value(String name, @Nullable Object before) {
        if (run.has(name)) {
            return run.arguments().get(name);
        }
        return object != null && object.has(name) ? object.get(name) : before;
    }
}
