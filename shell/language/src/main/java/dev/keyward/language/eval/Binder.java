package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.SwitchParameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Binds the arguments of one call to parameters (language rules 7).
///
/// Named arguments first, then those given by position, then defaults, then what's left over; each
/// bound parameter narrows the parameter sets. Input from the pipeline is [InputBinder]'s.
final class Binder {
    private final Evaluator runtime;
    private final Shape shape;
    private final BindingErrors errors;
    private final Coercion coercion;
    private final List<Parameter> declared;
    private final List<Parameter> known;
    private final Arguments arguments = new Arguments();
    private final Arguments common = new Arguments();
    private final Map<Parameter, ScriptBlock> delayed = new LinkedHashMap<>();
    private final SequencedSet<String> sets;
    private final List<@Nullable Object> rest = new ArrayList<>();
    private final boolean expectsInput;

    Binder(Evaluator runtime, Shape shape, boolean expectsInput) {
        this.runtime = runtime;
        this.shape = shape;
        this.errors = new BindingErrors(shape);
        this.coercion = new Coercion(runtime, shape);
        this.declared = shape.signature().parameters();
        this.known = shape.advanced() ? Common.with(shape.signature()) : declared;
        this.sets = new LinkedHashSet<>(shape.signature().sets());
        this.expectsInput = expectsInput;
    }

    Arguments arguments() {
        return arguments;
    }

    Common common() {
        return new Common(common);
    }

    Coercion coercion() {
        return coercion;
    }

    BindingErrors errors() {
        return errors;
    }

    Shape shape() {
        return shape;
    }

    Evaluator runtime() {
        return runtime;
    }

    SequencedSet<String> sets() {
        return sets;
    }

    Map<Parameter, ScriptBlock> delayed() {
        return delayed;
    }

    /// What a simple function finds in `$args`.
    List<@Nullable Object> rest() {
        return rest;
    }

    /// @throws dev.keyward.cmdlet.CmdletError if the arguments don't fit
    Binder bind(List<Arg> given) {
        List<Arg.Named> splatted = new ArrayList<>();
        List<@Nullable Object> values = named(given, splatted);
        for (Arg.Named argument : splatted) {
            bindSplatted(argument, values);
        }
        byPosition(values);
        presets();
        leftOver(values);
        if (sets.isEmpty()) {
            throw errors.noSet();
        }
        if (!expectsInput) {
            chooseSet();
            requireMandatory();
        } else {
            requireBeforeInput();
        }
        return this;
    }

    private List<@Nullable Object> named(List<Arg> given, List<Arg.Named> splatted) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            switch (given.get(i)) {
                case Arg.Positional it -> values.add(it.value());
                case Arg.Named it when it.splatted() -> splatted.add(it);
                case Arg.Named it -> {
                    Parameter parameter = find(it.name());
                    if (parameter == null) {
                        unknown(it, values);
                        if (!it.hasValue()
                                && i + 1 < given.size()
                                && given.get(i + 1) instanceof Arg.Positional value) {
                            values.add(new Arg.Loose(value.value()));
                            i++;
                        }
                    } else if (it.hasValue()) {
                        bindNamed(parameter, it.value());
                    } else if (parameter.type().isSwitch()) {
                        bindNamed(parameter, new SwitchParameter(true));
                    } else if (i + 1 < given.size()
                            && given.get(i + 1) instanceof Arg.Positional value) {
                        bindNamed(parameter, value.value());
                        i++;
                    } else {
                        throw errors.noValue(parameter);
                    }
                }
            }
        }
        return values;
    }

    private void unknown(Arg.Named argument, List<@Nullable Object> values) {
        if (shape.advanced()) {
            throw errors.unknownName(argument.name());
        }
        values.add(new Arg.Loose("-" + argument.name() + (argument.hasValue() ? ":" : "")));
        if (argument.hasValue()) {
            values.add(new Arg.Loose(argument.value()));
        }
    }

    private void bindSplatted(Arg.Named argument, List<@Nullable Object> values) {
        Parameter parameter = find(argument.name());
        if (parameter == null) {
            unknown(argument, values);
        } else if (!isBound(parameter)) {
            bindNamed(parameter, argument.value());
        }
    }

    /// The parameter of a name, an alias or the unique beginning of one.
    private @Nullable Parameter find(String name) {
        for (Parameter parameter : known) {
            if (parameter.isCalled(name)) {
                return parameter;
            }
        }
        String start = name.toLowerCase(Locale.ROOT);
        List<Parameter> found =
                known.stream().filter(parameter -> begins(parameter, start)).toList();
        if (found.size() > 1) {
            throw errors.ambiguousName(name, found);
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private static boolean begins(Parameter parameter, String start) {
        return parameter.name().toLowerCase(Locale.ROOT).startsWith(start)
                || parameter.aliases().stream()
                        .anyMatch(alias -> alias.toLowerCase(Locale.ROOT).startsWith(start));
    }

    private boolean isBound(Parameter parameter) {
        return (Common.is(parameter) ? common : arguments).has(parameter.name())
                || delayed.containsKey(parameter);
    }

    private void bindNamed(Parameter parameter, @Nullable Object value) {
        if (isBound(parameter)) {
            throw errors.boundTwice(parameter);
        }
        bindValue(parameter, value);
    }

    private void bindValue(Parameter parameter, @Nullable Object value) {
        if (Common.is(parameter)) {
            common.put(parameter.name(), coercion.convert(parameter, value));
            return;
        }
        if (expectsInput && value instanceof ScriptBlock block && delays(parameter)) {
            delayed.put(parameter, block);
        } else {
            arguments.put(
                    parameter.name(), coercion.checked(parameter, value, isMandatory(parameter)));
        }
        narrow(parameter);
    }

    private static boolean delays(Parameter parameter) {
        String type = parameter.type().name().toLowerCase(Locale.ROOT);
        return !type.equals("scriptblock")
                && !type.equals("object")
                && parameter.sets().stream()
                        .anyMatch(set -> set.fromPipeline() || set.fromPropertyName());
    }

    boolean isMandatory(Parameter parameter) {
        return parameter.sets().stream()
                .anyMatch(set ->
                        set.mandatory()
                                && (set.set().equals(Membership.EVERY)
                                        || sets.stream().anyMatch(set.set()::equalsIgnoreCase)));
    }

    private void narrow(Parameter parameter) {
        sets.removeIf(set -> parameter.membership(set) == null);
    }

    /// Binds values by position and takes them out of the list.
    private void byPosition(List<@Nullable Object> values) {
        int at = 0;
        while (at < values.size() && !sets.isEmpty()) {
            Object value = values.get(at);
            if (value instanceof Arg.Loose) {
                at++;
                continue;
            }
            List<Parameter> next = nextByPosition();
            if (next.isEmpty()) {
                return;
            }
            Parameter chosen = choose(next, value);
            values.remove(at);
            bindValue(chosen, value);
        }
    }

    /// The unbound parameters of the lowest position, those of the default set first.
    private List<Parameter> nextByPosition() {
        int lowest = Integer.MAX_VALUE;
        List<Parameter> next = new ArrayList<>();
        for (Parameter parameter : declared) {
            if (isBound(parameter)) {
                continue;
            }
            int position = position(parameter);
            if (position < lowest) {
                lowest = position;
                next.clear();
            }
            if (position == lowest && position != Integer.MAX_VALUE) {
                next.add(parameter);
            }
        }
        String preferred = shape.signature().defaultSet();
        if (preferred != null) {
            next.sort(
                    Comparator.comparingInt(
                            parameter -> parameter.membership(preferred) == null ? 1 : 0));
        }
        return next;
    }

    private int position(Parameter parameter) {
        int lowest = Integer.MAX_VALUE;
        for (String set : sets) {
            Membership membership = parameter.membership(set);
            if (membership != null && membership.isPositional() && !membership.remaining()) {
                lowest = Math.min(lowest, membership.position());
            }
        }
        return lowest;
    }

    private Parameter choose(List<Parameter> candidates, @Nullable Object value) {
        if (candidates.size() > 1) {
            for (Parameter parameter : candidates) {
                if (coercion.fits(parameter, value)) {
                    return parameter;
                }
            }
            for (Parameter parameter : candidates) {
                if (coercion.converts(parameter, value)) {
                    return parameter;
                }
            }
        }
        return candidates.getFirst();
    }

    /// Values from `$PSDefaultParameterValues`.
    private void presets() {
        if (!shape.advanced()
                || !(runtime.variables().value("PSDefaultParameterValues")
                        instanceof PsHashtable table)) {
            return;
        }
        for (PsHashtable.Entry entry : table.entries()) {
            String key = String.valueOf(entry.key());
            int colon = key.lastIndexOf(':');
            if (colon > 0 && runtime.isLike(shape.name(), key.substring(0, colon).strip())) {
                Parameter parameter = find(key.substring(colon + 1).strip());
                if (parameter != null && !isBound(parameter)) {
                    Object value = entry.value();
                    bindValue(
                            parameter,
                            value instanceof ScriptBlock block
                                    ? runtime.scripts()
                                            .value(
                                                    dev.keyward.cmdlet.Scripts.Call.plain(
                                                            block, List.of()))
                                    : value);
                }
            }
        }
    }

    private void leftOver(List<@Nullable Object> values) {
        List<@Nullable Object> left = new ArrayList<>();
        for (Object value : values) {
            left.add(value instanceof Arg.Loose loose ? loose.value() : value);
        }
        for (Parameter parameter : declared) {
            boolean takesRest =
                    parameter.sets().stream()
                            .anyMatch(set ->
                                    set.remaining()
                                            && (sets.contains(set.set())
                                                    || set.set().equals(Membership.EVERY)));
            if (takesRest && !isBound(parameter)) {
                if (!left.isEmpty()) {
                    bindValue(parameter, together(parameter, left));
                }
                return;
            }
        }
        if (left.isEmpty()) {
            return;
        }
        if (shape.advanced()) {
            throw errors.tooMany(runtime.values().text().of(Arg.plain(left.getFirst())));
        }
        left.forEach(value -> rest.add(Arg.plain(value)));
    }

    private static @Nullable Object together(Parameter parameter, List<@Nullable Object> values) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        boolean text = parameter.type().name().equalsIgnoreCase("string");
        List<@Nullable Object> all = new ArrayList<>();
        for (Object value : values) {
            all.add(text && value instanceof Arg.Bare bare ? bare.text() : Arg.plain(value));
        }
        return all.toArray();
    }

    /// Leaves one set.
    private void chooseSet() {
        if (sets.size() == 1) {
            return;
        }
        String preferred = shape.signature().defaultSet();
        if (preferred != null && sets.stream().anyMatch(preferred::equalsIgnoreCase)) {
            sets.removeIf(set -> !set.equalsIgnoreCase(preferred));
            return;
        }
        List<String> satisfied = sets.stream().filter(set -> missing(set).isEmpty()).toList();
        if (satisfied.size() != 1) {
            throw errors.noSet();
        }
        sets.retainAll(satisfied);
    }

    /// The unbound mandatory parameters of a set.
    List<Parameter> missing(String set) {
        return declared.stream()
                .filter(parameter -> {
                    Membership membership = parameter.membership(set);
                    return membership != null && membership.mandatory() && !isBound(parameter);
                })
                .toList();
    }

    private void requireMandatory() {
        supply(missing(sets.getFirst()));
    }

    /// Where input is to come, only what it can't bring must be there already.
    private void requireBeforeInput() {
        List<Parameter> hopeless = List.of();
        for (String set : sets) {
            hopeless =
                    missing(set).stream()
                            .filter(parameter -> {
                                Membership in = parameter.membership(set);
                                return in != null && !in.fromPipeline() && !in.fromPropertyName();
                            })
                            .toList();
            if (hopeless.isEmpty()) {
                return;
            }
        }
        supply(hopeless);
    }

    private void supply(List<Parameter> missing) {
        if (missing.isEmpty()) {
            return;
        }
        if (!runtime.host().isInteractive()) {
            throw errors.missing(missing);
        }
        new ParameterPrompt(runtime).ask(shape.name(), missing, this::bindValue);
    }
}
