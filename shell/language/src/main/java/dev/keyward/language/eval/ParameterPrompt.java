package dev.keyward.language.eval;

import dev.keyward.cmdlet.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Asks the user for mandatory parameters that weren't given.
final class ParameterPrompt {
    private final Evaluator runtime;

    ParameterPrompt(Evaluator runtime) {
        this.runtime = runtime;
    }

    void ask(
            String command, List<Parameter> missing, BiConsumer<Parameter, @Nullable Object> bind) {
        runtime.host()
                .out(
                        "\ncmdlet %s at command pipeline position 1\nSupply values for the following parameters:\n"
                                .formatted(command));
        for (Parameter parameter : missing) {
            bind.accept(parameter, answer(parameter));
        }
    }

    private @Nullable Object answer(Parameter parameter) {
        String name = parameter.name();
        if (parameter.type().name().toLowerCase(Locale.ROOT).endsWith("securestring")) {
            return runtime.host().readSecret(name + ": ");
        }
        if (!parameter.type().array()) {
            return line(name + ": ");
        }
        List<Object> all = new ArrayList<>();
        while (true) {
            String one = line("%s[%d]: ".formatted(name, all.size()));
            if (one.isEmpty()) {
                return all.toArray();
            }
            all.add(one);
        }
    }

    private String line(String prompt) {
        String line = runtime.host().readLine(prompt);
        return line == null ? "" : line;
    }
}
