package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import java.util.List;
import java.util.function.Function;

/// A cmdlet out of its parts; for the commands that need the evaluator itself.
record Simple(
        String name,
        List<String> aliases,
        String synopsis,
        String errorSource,
        Signature signature,
        Function<Invocation, Processor> opening)
        implements Cmdlet {

    static Simple of(
            String name,
            List<String> aliases,
            String synopsis,
            Signature signature,
            Function<Invocation, Processor> opening) {
        String source = "Microsoft.PowerShell.Commands." + name.replace("-", "") + "Command";
        return new Simple(name, aliases, synopsis, source, signature, opening);
    }

    @Override
    public Processor open(Invocation invocation) {
        return opening.apply(invocation);
    }
}
