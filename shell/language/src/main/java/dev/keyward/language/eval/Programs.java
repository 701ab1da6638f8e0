package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.Source;
import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.Parser;
import dev.keyward.language.syntax.ScriptBody;
import dev.keyward.language.syntax.SecretLines;
import dev.keyward.language.syntax.SyntaxError;
import dev.keyward.language.value.NetException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs whole programs and says how they ended.
public final class Programs {
    private final Evaluator evaluator;
    private final SecretLines secrets;

    public Programs(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.secrets = new SecretLines(this::parameters);
    }

    /// How a program ended.
    public sealed interface End {
        record Finished(boolean successful) implements End {}

        record Exited(int code) implements End {}

        /// By an error, which was shown.
        record Failed(ErrorRecord error) implements End {}

        record Cancelled() implements End {}
    }

    /// Runs text in the global scope.
    public End run(Source source, Consumer<@Nullable Object> output) {
        return guarded(() -> {
            ScriptBody body = Parser.parse(source);
            FunctionStage stage =
                    new FunctionStage(
                            evaluator,
                            Callee.of(new BlockValue(body, null), Span.NONE),
                            List.of(),
                            false,
                            true,
                            output::accept);
            return run(stage);
        });
    }

    /// Runs a line that a person typed and keeps it in the history.
    public End runLine(String line, Consumer<@Nullable Object> output) {
        Instant start = evaluator.surround().clock().instant();
        boolean kept = mayBeStored(line);
        taken(line, kept);
        End end = run(new Source("", line), output);
        boolean successful = end instanceof End.Finished it && it.successful();
        evaluator
                .history()
                .add(line, kept, successful, start, evaluator.surround().clock().instant());
        return end;
    }

    /// Whether a line holds no secret written out, so that it may be kept.
    public boolean mayBeStored(String line) {
        return secrets.mayBeStored(line);
    }

    private void taken(String line, boolean kept) {
        try {
            evaluator.transcript().shown(Transcript.typed(line, kept));
        } catch (IOException e) {
            evaluator.host().error("the transcript ends here: " + e.getMessage() + "\n");
        }
    }

    /// Runs a block in a scope of its own.
    End runBlock(
            ScriptBody body, List<@Nullable Object> arguments, Consumer<@Nullable Object> output) {
        return guarded(() -> {
            List<Arg> positional = new ArrayList<>();
            arguments.forEach(value -> positional.add(new Arg.Positional(value)));
            return run(
                    new FunctionStage(
                            evaluator,
                            Callee.of(new BlockValue(body, null), Span.NONE),
                            positional,
                            false,
                            false,
                            output::accept));
        });
    }

    /// Runs a script file in a scope of its own.
    public End runFile(Path file, List<String> arguments, Consumer<@Nullable Object> output) {
        return guarded(() -> {
            Path absolute = evaluator.session().resolve(file.toString());
            ScriptBody body = Commands.parse(absolute);
            Requirements.check(body);
            FunctionStage stage =
                    new FunctionStage(
                            evaluator,
                            Callee.of(absolute, body, file.toString(), Span.NONE),
                            arguments(arguments),
                            false,
                            false,
                            output::accept);
            return run(stage);
        });
    }

    private End run(FunctionStage stage) {
        stage.begin();
        stage.processWithoutInput();
        stage.end();
        Integer code = stage.exitCode();
        return code == null ? new End.Finished(evaluator.success()) : new End.Exited(code);
    }

    /// `-Name`, `-Name:value` and values; `$true` and `$false` are understood after a colon.
    private static List<Arg> arguments(List<String> given) {
        List<Arg> arguments = new ArrayList<>();
        for (String one : given) {
            if (one.length() < 2 || one.charAt(0) != '-' || !Character.isLetter(one.charAt(1))) {
                arguments.add(new Arg.Positional(one));
                continue;
            }
            int colon = one.indexOf(':');
            String name = colon < 0 ? one.substring(1) : one.substring(1, colon);
            Object value = colon < 0 ? null : value(one.substring(colon + 1));
            arguments.add(new Arg.Named(Span.NONE, name, colon >= 0, value, false));
        }
        return arguments;
    }

    private static Object value(String text) {
        return switch (Scope.key(text)) {
            case "$true" -> true;
            case "$false" -> false;
            default -> text;
        };
    }

    private interface Program {
        End run();
    }

    private End guarded(Program program) {
        boolean first = evaluator.begin();
        Context before = evaluator.context();
        try {
            return program.run();
        } catch (Flow.Exit exit) {
            return new End.Exited(exit.code());
        } catch (Flow.Cancelled _) {
            return new End.Cancelled();
        } catch (Flow _) {
            // a jump out of the program ends it
            return new End.Finished(evaluator.success());
        } catch (SyntaxError e) {
            return failed(Reports.of(e).errorRecord());
        } catch (CmdletError e) {
            return failed(e.errorRecord());
        } catch (ScriptStop e) {
            return failed(e.errorRecord());
        } catch (NetException e) {
            return failed(Reports.of(e).errorRecord());
        } catch (RuntimeException e) {
            return evaluator.isCancelled()
                    ? new End.Cancelled()
                    : failed(evaluator.reports().unexpected("The program", e).errorRecord());
        } finally {
            evaluator.context(before);
            if (first) {
                evaluator.end();
            }
        }
    }

    private End failed(ErrorRecord record) {
        evaluator.success(false);
        evaluator.reports().keep(record);
        evaluator.reports().show(record);
        return new End.Failed(record);
    }

    public List<String> variableNames() {
        return evaluator.scope().visible().values().stream().map(Variable::name).toList();
    }

    public List<String> commandNames() {
        SortedSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        evaluator.commands().catalogue().cmdlets().forEach(cmdlet -> names.add(cmdlet.name()));
        evaluator
                .scope()
                .visibleFunctions()
                .values()
                .forEach(function -> names.add(function.name()));
        names.addAll(evaluator.commands().aliases().keySet());
        return List.copyOf(names);
    }

    public boolean isCommand(String name) {
        return evaluator.commands().find(name).isPresent();
    }

    private record Described(String name, Signature signature, boolean common) {}

    private Optional<Described> described(String command) {
        return evaluator
                .commands()
                .find(command)
                .flatMap(found ->
                        switch (found) {
                            case Commands.Found.OfCmdlet it ->
                                    Optional.of(
                                            new Described(
                                                    it.cmdlet().name(),
                                                    it.cmdlet().signature(),
                                                    true));
                            case Commands.Found.OfFunction it -> {
                                Shape shape =
                                        evaluator
                                                .shapes()
                                                .of(it.function().name(), it.function().body());
                                yield Optional.of(
                                        new Described(
                                                shape.name(), shape.signature(), shape.advanced()));
                            }
                            case Commands.Found.OfScript _, Commands.Found.OfProgram _ ->
                                    Optional.<Described>empty();
                        });
    }

    public List<Parameter> parameters(String command) {
        return described(command)
                .map(it -> it.common() ? Common.with(it.signature()) : it.signature().parameters())
                .orElse(List.of());
    }

    public String syntax(String command) {
        return described(command)
                .map(it -> Syntax.lines(it.name(), it.signature(), it.common()))
                .orElse("");
    }
}
