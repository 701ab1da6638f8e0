package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.SwitchParameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.TypeOf;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns an argument into what its parameter takes, and checks it.
final class Coercion {
    private final Evaluator runtime;
    private final Shape shape;
    private final BindingErrors errors;

    Coercion(Evaluator runtime, Shape shape) {
        this.runtime = runtime;
        this.shape = shape;
        this.errors = new BindingErrors(shape);
    }

    /// Whether a value is of the parameter's type already.
    boolean fits(Parameter parameter, @Nullable Object given) {
        Object value = Arg.plain(given);
        TypeToken type = parameter.type();
        if (value == null) {
            return type.nullable();
        }
        String name = type.name().toLowerCase(Locale.ROOT);
        if (name.equals("object") || name.equals("system.object") || name.equals("psobject")) {
            return true;
        }
        NetType wanted = NetType.of(new TypeToken(type.name(), false, false));
        if (type.array() && Sequences.is(value)) {
            return Sequences.elements(value).stream()
                    .allMatch(one -> one != null && TypeOf.is(one, wanted));
        }
        return TypeOf.is(value, wanted);
    }

    boolean converts(Parameter parameter, @Nullable Object value) {
        try {
            convert(parameter, value);
            return true;
        } catch (CmdletError _) {
            return false;
        }
    }

    /// Converts and checks.
    ///
    /// @throws CmdletError if the value isn't right
    @Nullable Object checked(Parameter parameter, @Nullable Object given, boolean mandatory) {
        Object value = convert(parameter, given);
        if (mandatory) {
            requireSomething(parameter, given, value);
        }
        validate(parameter, value);
        return value;
    }

    @Nullable Object convert(Parameter parameter, @Nullable Object given) {
        Object value = given == Nothing.NOTHING ? null : given;
        TypeToken type = parameter.type();
        String name = type.name().toLowerCase(Locale.ROOT);
        if (value instanceof Arg.Bare bare) {
            value =
                    name.endsWith("string") && !name.contains("secure")
                            ? bare.text()
                            : bare.number();
        }
        if (!type.array() && (name.equals("object") || name.equals("system.object"))) {
            return value;
        }
        try {
            if (!type.array()
                    && (name.equals("bool")
                            || name.equals("boolean")
                            || name.equals("system.boolean"))) {
                return bool(value, type.nullable());
            }
            if (type.isSwitch()) {
                return flag(value);
            }
            if (!type.array() && shape.advanced() && isText(name) && Sequences.is(value)) {
                throw CmdletError.of(
                        "Cannot convert value to type System.String.",
                        "CannotConvertArgument",
                        ErrorCategory.InvalidArgument);
            }
            return runtime.convert(value, type);
        } catch (CmdletError e) {
            throw errors.conversion(parameter, e);
        }
    }

    private static boolean isText(String name) {
        return name.equals("string") || name.equals("system.string");
    }

    private static @Nullable Object bool(@Nullable Object value, boolean nullable) {
        return switch (value) {
            case Boolean it -> it;
            case SwitchParameter it -> it.isPresent();
            case Number it -> it.doubleValue() != 0;
            case null -> {
                if (!nullable) {
                    throw notBool("");
                }
                yield null;
            }
            default -> throw notBool(TypeOf.value(value).toString());
        };
    }

    private static CmdletError notBool(String what) {
        return CmdletError.of(
                "Cannot convert value \"%s\" to type \"System.Boolean\". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."
                        .formatted(what),
                "CannotConvertArgument",
                ErrorCategory.InvalidArgument);
    }

    private static SwitchParameter flag(@Nullable Object value) {
        return switch (value) {
            case SwitchParameter it -> it;
            case Boolean it -> new SwitchParameter(it);
            case Number it -> new SwitchParameter(it.doubleValue() != 0);
            case null -> new SwitchParameter(false);
            default ->
                    throw CmdletError.of(
                            "Cannot convert value \"%s\" to type \"System.Management.Automation.SwitchParameter\". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."
                                    .formatted(TypeOf.value(value)),
                            "CannotConvertArgument",
                            ErrorCategory.InvalidArgument);
        };
    }

    private void requireSomething(
            Parameter parameter, @Nullable Object given, @Nullable Object value) {
        Parameter.Allows allows = parameter.allows();
        boolean text = isText(parameter.type().name().toLowerCase(Locale.ROOT));
        if (value == null || given == null && !text && !parameter.type().isSwitch()) {
            if (!allows.nullValue() && !parameter.type().nullable()) {
                throw errors.nullNotAllowed(parameter);
            }
            return;
        }
        if ("".equals(value) && !allows.emptyString() && !(given == null && allows.nullValue())) {
            throw errors.emptyStringNotAllowed(parameter);
        }
        if (!Sequences.is(value) || !parameter.type().array()) {
            return;
        }
        List<@Nullable Object> elements = Sequences.elements(value);
        if (elements.isEmpty() && !allows.emptyCollection()) {
            throw errors.emptyArrayNotAllowed(parameter);
        }
        if (text && !allows.emptyString() && elements.contains("")) {
            throw errors.emptyStringNotAllowed(parameter);
        }
    }

    void validate(Parameter parameter, @Nullable Object value) {
        for (Validation validation : parameter.validations()) {
            String reason = new Validator(runtime).refusal(validation, value);
            if (reason != null) {
                throw errors.validation(parameter, reason);
            }
        }
    }
}
