package dev.keyward.script;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import java.util.List;
import java.util.function.Supplier;

/// `Invoke-Java`: runs a cell of Java in the shell.
public final class InvokeJava implements Cmdlet {
    private final Supplier<JavaCells> cells;

    /// @param cells called when a cell is first run
    public InvokeJava(Supplier<JavaCells> cells) {
        this.cells = cells;
    }

    @Override
    public String name() {
        return "Invoke-Java";
    }

    @Override
    public String synopsis() {
        return "Runs Java code in the shell, with the shell's variables at hand.";
    }

    @Override
    public String description() {
        return "Variables of the shell that the code names can be used in it; variables that it declares are the shell's afterwards."
                + " The variable keyward is the shell itself: keyward.run(\"Get-Vault\").";
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Compute in Java",
                        "$n = 20\nInvoke-Java 'long f = 1; for (int i = 2; i <= n; i++) f *= i;'\n$f",
                        "2432902008176640000"));
    }

    @Override
    public Signature signature() {
        return Signature.of(
                Parameter.of("Code", TypeToken.STRING)
                        .required()
                        .at(0)
                        .byValue()
                        .help(
                                "Java statements, declarations or an expression, as JShell takes them."));
    }

    @Override
    public Processor open(Invocation invocation) {
        return () -> {
            try {
                JavaCells.Value value =
                        cells.get().run(invocation.arguments().requiredText("Code"));
                if (value.value() != null) {
                    invocation.writeEach(value.value());
                }
            } catch (JavaCells.CellFailed e) {
                throw invocation.terminating(
                        ErrorRecord.of(
                                String.valueOf(e.getMessage()),
                                "JavaFailed",
                                ErrorCategory.InvalidOperation));
            }
        };
    }
}
