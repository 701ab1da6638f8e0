package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The parameters that every cmdlet and advanced function has.
final class Common {
    static final List<Parameter> PARAMETERS =
            List.of(
                    Parameter.flag("Verbose").aka("vb"),
                    Parameter.flag("Debug").aka("db"),
                    Parameter.of("ErrorAction", TypeToken.STRING).aka("ea"),
                    Parameter.of("WarningAction", TypeToken.STRING).aka("wa"),
                    Parameter.of("InformationAction", TypeToken.STRING).aka("infa"),
                    Parameter.of("ProgressAction", TypeToken.STRING).aka("proga"),
                    Parameter.of("ErrorVariable", TypeToken.STRING).aka("ev"),
                    Parameter.of("WarningVariable", TypeToken.STRING).aka("wv"),
                    Parameter.of("InformationVariable", TypeToken.STRING).aka("iv"),
                    Parameter.of("OutVariable", TypeToken.STRING).aka("ov"),
                    Parameter.of("OutBuffer", TypeToken.INT).aka("ob"),
                    Parameter.of("PipelineVariable", TypeToken.STRING).aka("pv"));
    static final List<Parameter> SHOULD_PROCESS =
            List.of(Parameter.flag("WhatIf").aka("wi"), Parameter.flag("Confirm").aka("cf"));

    private final Arguments given;

    Common(Arguments given) {
        this.given = given;
    }

    /// All parameters a command's arguments may name.
    static List<Parameter> with(Signature signature) {
        List<Parameter> all = new ArrayList<>(signature.parameters());
        all.addAll(PARAMETERS);
        if (signature.shouldProcess() != null) {
            all.addAll(SHOULD_PROCESS);
        }
        return all;
    }

    static boolean is(Parameter parameter) {
        return PARAMETERS.contains(parameter) || SHOULD_PROCESS.contains(parameter);
    }

    java.util.Collection<String> names() {
        return given.names();
    }

    @Nullable Object value(String name) {
        return given.get(name);
    }

    Optional<Action> action(String name) {
        return Action.parse(given.get(name));
    }

    Optional<Boolean> flag(String name) {
        return given.has(name) ? Optional.of(given.flag(name)) : Optional.empty();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.text(name));
    }
}
