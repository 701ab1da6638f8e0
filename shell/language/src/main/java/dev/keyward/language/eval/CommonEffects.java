package dev.keyward.language.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the common parameters do to a call: preferences, and variables that streams fill.
final class CommonEffects {
    private final Evaluator evaluator;
    private final Common common;

    CommonEffects(Evaluator evaluator, Common common) {
        this.evaluator = evaluator;
        this.common = common;
    }

    /// The streams with copies going to `-ErrorVariable` and its kin.
    Streams streams(Streams streams) {
        Streams changed = streams;
        changed = tapped(changed, "ErrorVariable", Streams.ERROR);
        changed = tapped(changed, "WarningVariable", Streams.WARNING);
        return tapped(changed, "InformationVariable", Streams.INFORMATION);
    }

    private Streams tapped(Streams streams, String parameter, int stream) {
        return common.text(parameter)
                .map(name -> streams.with(new Streams.Tap(stream, list(name))))
                .orElse(streams);
    }

    /// The list a variable holds from now on, with what it held if the name begins with `+`.
    private List<@Nullable Object> list(String given) {
        boolean append = given.startsWith("+");
        String name = append ? given.substring(1) : given;
        Scope scope = evaluator.scope();
        Variable before = scope.own(Scope.key(name));
        List<@Nullable Object> list =
                dev.keyward.language.value.NetList.arrayList(
                        append && before != null
                                ? dev.keyward.language.value.Sequences.elements(before.value())
                                : List.of());
        scope.set(name, list);
        return list;
    }

    /// The sink with copies going to `-OutVariable` and `-PipelineVariable`.
    Sink output(Sink out) {
        Sink changed = out;
        String outVariable = common.text("OutVariable").orElse("");
        if (!outVariable.isEmpty()) {
            List<@Nullable Object> list = list(outVariable);
            Sink next = changed;
            changed =
                    value -> {
                        list.add(value);
                        next.accept(value);
                    };
        }
        String pipelineVariable = common.text("PipelineVariable").orElse("");
        if (!pipelineVariable.isEmpty()) {
            Scope scope = evaluator.scope();
            Sink next = changed;
            changed =
                    value -> {
                        scope.set(pipelineVariable, value);
                        next.accept(value);
                    };
        }
        return changed;
    }

    /// Gives a function's scope the preferences its caller asked for.
    void setPreferences(Scope scope) {
        common.flag("Verbose")
                .ifPresent(
                        on -> scope.set("VerbosePreference", on ? "Continue" : "SilentlyContinue"));
        common.flag("Debug")
                .ifPresent(
                        on -> scope.set("DebugPreference", on ? "Continue" : "SilentlyContinue"));
        common.flag("WhatIf").ifPresent(on -> scope.set("WhatIfPreference", on));
        common.flag("Confirm").ifPresent(on -> scope.set("ConfirmPreference", on ? "Low" : "None"));
        preference(scope, "ErrorAction", "ErrorActionPreference");
        preference(scope, "WarningAction", "WarningPreference");
        preference(scope, "InformationAction", "InformationPreference");
        preference(scope, "ProgressAction", "ProgressPreference");
    }

    private void preference(Scope scope, String parameter, String variable) {
        common.action(parameter).ifPresent(action -> scope.set(variable, action.word()));
    }
}
