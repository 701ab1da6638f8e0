package dev.keyward.language.utility;

import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Processor;
import dev.keyward.language.value.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A run that gathers all input and works on it at the end.
final class Gathering implements Processor {
    private final Invocation invocation;
    private final Consumer<List<@Nullable Object>> work;
    private final boolean whole;
    private final List<@Nullable Object> all = new ArrayList<>();

    /// @param whole true keeps an array given by name as one object
    private Gathering(Invocation invocation, boolean whole, Consumer<List<@Nullable Object>> work) {
        this.invocation = invocation;
        this.whole = whole;
        this.work = work;
    }

    static Gathering of(Invocation invocation, Consumer<List<@Nullable Object>> work) {
        return new Gathering(invocation, false, work);
    }

    static Gathering whole(Invocation invocation, Consumer<List<@Nullable Object>> work) {
        return new Gathering(invocation, true, work);
    }

    @Override
    public void process() {
        if (invocation.hasPipelineInput()) {
            all.add(invocation.input());
        } else if (invocation.arguments().has("InputObject")) {
            Object given = invocation.arguments().get("InputObject");
            if (whole) {
                all.add(given);
            } else {
                all.addAll(Sequences.elements(given));
            }
        }
    }

    @Override
    public void end() {
        work.accept(all);
    }
}
