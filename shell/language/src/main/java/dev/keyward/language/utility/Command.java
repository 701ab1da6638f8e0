package dev.keyward.language.utility;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A cmdlet put together from its parts.
record Command(
        String name,
        String synopsis,
        List<String> aliases,
        Signature signature,
        Function<Invocation, Processor> opening,
        List<Example> examples)
        implements Cmdlet {

    static final Parameter.Allows EMPTY = new Parameter.Allows(true, true, true);

    static Command of(
            String name,
            String synopsis,
            Signature signature,
            Function<Invocation, Processor> opening) {
        return new Command(name, synopsis, List.of(), signature, opening, List.of());
    }

    /// A cmdlet that does everything in `process`.
    static Command each(
            String name, String synopsis, Signature signature, Consumer<Invocation> work) {
        return of(name, synopsis, signature, invocation -> () -> work.accept(invocation));
    }

    Command aka(String... names) {
        return new Command(name, synopsis, List.of(names), signature, opening, examples);
    }

    /// The same with one more example.
    Command showing(String title, String code, String output) {
        List<Example> more = new ArrayList<>(examples);
        more.add(new Example(title, code, output));
        return new Command(name, synopsis, aliases, signature, opening, more);
    }

    /// The class that PowerShell has for it.
    @Override
    public String errorSource() {
        return "Microsoft.PowerShell.Commands." + name.replace("-", "") + "Command";
    }

    @Override
    public Processor open(Invocation invocation) {
        return opening.apply(invocation);
    }

    /// The parameter that takes pipeline objects as they are.
    static Parameter input() {
        return Parameter.of("InputObject", TypeToken.OBJECT)
                .in(Membership.everywhere().byValue())
                .allowing(EMPTY);
    }

    static Parameter text(String name) {
        return Parameter.of(name, TypeToken.STRING);
    }

    static Parameter texts(String name) {
        return Parameter.of(name, TypeToken.STRINGS);
    }

    static Parameter number(String name) {
        return Parameter.of(name, TypeToken.INT);
    }

    /// A number of things.
    static Parameter count(String name, int least) {
        return number(name).valid(Validation.Range.of(least, Integer.MAX_VALUE));
    }

    static Parameter any(String name) {
        return Parameter.of(name, TypeToken.OBJECT).allowing(EMPTY);
    }

    static Parameter many(String name) {
        return Parameter.of(name, TypeToken.OBJECTS).allowing(EMPTY);
    }

    static Parameter flag(String name) {
        return Parameter.flag(name);
    }

    /// Whether an object is there to be processed: from the pipeline, null among them, or by name.
    static boolean hasInput(Invocation invocation) {
        return invocation.hasPipelineInput() || invocation.arguments().has("InputObject");
    }
}
