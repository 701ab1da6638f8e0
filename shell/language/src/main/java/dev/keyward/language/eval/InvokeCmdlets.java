package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.Source;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.syntax.Parser;
import dev.keyward.language.syntax.ScriptBody;
import dev.keyward.language.syntax.SyntaxError;
import java.util.List;

/// Invoke-Expression, Invoke-Command, and where output that nothing takes goes.
final class InvokeCmdlets {
    private final Evaluator evaluator;

    InvokeCmdlets(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Cmdlet> all() {
        return List.of(
                Simple.of(
                        "Invoke-Expression",
                        List.of("iex"),
                        "Runs text as a program in the current scope.",
                        Signature.of(
                                Parameter.of("Command", TypeToken.STRING)
                                        .required()
                                        .at(0)
                                        .byValue()),
                        invocation -> () -> run(invocation)),
                Simple.of(
                        "Invoke-Command",
                        List.of("icm"),
                        "Runs a script block.",
                        Signature.of(
                                Parameter.of("ScriptBlock", TypeToken.SCRIPT_BLOCK)
                                        .aka("Command")
                                        .required()
                                        .at(0),
                                Parameter.of("ArgumentList", TypeToken.OBJECTS).aka("Args"),
                                Parameter.flag("NoNewScope"),
                                Parameter.of("InputObject", TypeToken.OBJECT).byValue()),
                        invocation -> () -> call(invocation)),
                Simple.of(
                        "Out-Default",
                        List.of(),
                        "Shows objects as the end of a pipeline does.",
                        Signature.of(
                                Parameter.of("InputObject", TypeToken.OBJECT).byValue(),
                                Parameter.flag("Transcript")),
                        Show::new));
    }

    private void run(Invocation invocation) {
        String text = invocation.arguments().requiredText("Command");
        ScriptBody body;
        try {
            body = Parser.parse(new Source("", text));
        } catch (SyntaxError e) {
            throw Reports.of(e);
        }
        evaluator
                .scripts()
                .run(
                        new Scripts.Call(new BlockValue(body, null), null, false, List.of(), false),
                        invocation::write);
    }

    private void call(Invocation invocation) {
        ScriptBlock block = invocation.arguments().as(ScriptBlock.class, "ScriptBlock");
        if (block != null) {
            evaluator
                    .scripts()
                    .run(
                            new Scripts.Call(
                                    block,
                                    invocation.input(),
                                    invocation.hasPipelineInput(),
                                    invocation.arguments().list("ArgumentList"),
                                    !invocation.arguments().flag("NoNewScope")),
                            invocation::write);
        }
    }

    private final class Show implements Processor {
        private final Invocation invocation;

        Show(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public void process() {
            if (invocation.arguments().has("InputObject")) {
                evaluator.display().show(invocation.arguments().get("InputObject"));
            }
        }
    }
}
