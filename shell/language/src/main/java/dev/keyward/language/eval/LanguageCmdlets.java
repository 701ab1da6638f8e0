package dev.keyward.language.eval;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.Cmdlet;
import java.util.ArrayList;
import java.util.List;

/// The commands that reach into the evaluator: its scopes, functions, aliases, modules and blocks.
final class LanguageCmdlets {
    private LanguageCmdlets() {}

    static Catalogue of(Evaluator evaluator) {
        List<Cmdlet> all = new ArrayList<>();
        all.addAll(new ObjectCmdlets(evaluator).all());
        all.addAll(new VariableCmdlets(evaluator).all());
        all.addAll(new CommandCmdlets(evaluator).all());
        all.addAll(new ModuleCmdlets(evaluator).all());
        all.addAll(new InvokeCmdlets(evaluator).all());
        all.addAll(new JobCmdlets(evaluator).all());
        all.addAll(new TranscriptCmdlets(evaluator).all());
        all.addAll(new SessionCmdlets(evaluator).all());
        all.add(new WriteError(evaluator).cmdlet());
        return new Catalogue(all, List.of());
    }
}
