package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A cmdlet out of its parts; for the commands that need the evaluator itself.
record Simple(
        String name,
        List<String> aliases,
        String synopsis,
        String errorSource,
        Signature signature,
        Function<Invocation, Processor> opening,
        List<Example> examples)
        implements Cmdlet {

    static Simple of(
            String name,
            List<String> aliases,
            String synopsis,
            Signature signature,
            Function<Invocation, Processor> opening) {
        String source = "Microsoft.PowerShell.Commands." + name.replace("-", "") + "Command";
        return new Simple(name, aliases, synopsis, source, signature, opening, List.of());
    }

    /// The same with one more example.
    Simple showing(String title, String code, String output) {
        List<Example> more = new ArrayList<>(examples);
        more.add(new Example(title, code, output));
        return new Simple(name, aliases, synopsis, errorSource, signature, opening, more);
    }

    @Override
    public Processor open(Invocation invocation) {
        return opening.apply(invocation);
    }
}
