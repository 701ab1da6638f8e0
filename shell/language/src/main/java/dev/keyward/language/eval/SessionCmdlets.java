package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The commands about the session itself: its strictness, its host, the lines run in it.
final class SessionCmdlets {
    private final Evaluator evaluator;

    SessionCmdlets(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Cmdlet> all() {
        return List.of(
                Simple.of(
                                "Set-StrictMode",
                                List.of(),
                                "Makes mistakes errors in this scope: variables never set, and from version 2 on properties that aren't there.",
                                Signature.of(
                                        Parameter.of("Version", TypeToken.STRING)
                                                .inSets("Version")
                                                .required()
                                                .aka("v")
                                                .help("1.0, 2.0, 3.0 or Latest."),
                                        Parameter.flag("Off").inSets("Off").required()),
                                invocation -> () -> strict(invocation))
                        .showing(
                                "Find a misspelt name",
                                "& { Set-StrictMode -Version Latest; try { $nmae } catch { \"$_\" } }",
                                "The variable '$nmae' cannot be retrieved because it has not been set."),
                Simple.of(
                                "Get-Host",
                                List.of(),
                                "Gives the program around the session.",
                                Signature.of(),
                                invocation ->
                                        () -> invocation.write(evaluator.variables().value("Host")))
                        .showing("What runs this", "(Get-Host).Name", "ConsoleHost"),
                Simple.of(
                                "Get-History",
                                List.of("history", "h", "ghy"),
                                "Gives the lines run at the prompt, but none with a secret written out.",
                                Signature.of(
                                        Parameter.of("Id", TypeToken.INT.many()).at(0).byValue(),
                                        Parameter.of("Count", TypeToken.INT)
                                                .at(1)
                                                .valid(Validation.Range.of(0, 32_767))),
                                invocation -> () -> get(invocation))
                        .showing("In a script there are none", "@(Get-History).Count", "0"),
                Simple.of(
                        "Invoke-History",
                        List.of("r", "ihy"),
                        "Runs a line of the history again.",
                        Signature.of(
                                Parameter.of("Id", TypeToken.STRING)
                                        .at(0)
                                        .byValue()
                                        .help(
                                                "Its number, or how it begins; the last one if left out.")),
                        invocation -> () -> again(invocation)),
                Simple.of(
                                "Clear-History",
                                List.of("clhy"),
                                "Forgets lines of the history.",
                                Signature.of(
                                        Parameter.of("Id", TypeToken.INT.many()).at(0),
                                        Parameter.of("CommandLine", TypeToken.STRINGS)),
                                invocation -> () -> clear(invocation))
                        .showing("Forget all", "Clear-History; @(Get-History).Count", "0"));
    }

    private void strict(Invocation invocation) {
        String version = invocation.arguments().text("Version");
        evaluator.scope().strictness(version == null ? 0 : version(version));
    }

    private static int version(String text) {
        if (text.toLowerCase(Locale.ROOT).equals("latest")) {
            return StrictMode.LATEST;
        }
        if (!text.matches("[1-7](\\.[0-9]+)*")) {
            throw CmdletError.of(
                    "System.Management.Automation.ValidationMetadataException",
                    "The '%s' version is not a valid PowerShell version; it must be 1.0, 2.0, 3.0 or Latest"
                            .formatted(text),
                    "ParameterArgumentValidationError",
                    ErrorCategory.InvalidData);
        }
        return Math.min(text.charAt(0) - '0', StrictMode.LATEST);
    }

    private void get(Invocation invocation) {
        List<Object> ids =
                invocation.arguments().list("Id").stream().map(Object.class::cast).toList();
        List<History.Entry> all =
                evaluator.history().all().stream()
                        .filter(entry -> ids.isEmpty() || ids.contains(entry.id()))
                        .toList();
        int count = invocation.arguments().number("Count", all.size());
        all.subList(Math.max(0, all.size() - count), all.size())
                .forEach(entry -> invocation.write(shown(entry)));
    }

    private PsObject shown(History.Entry entry) {
        return new PsObject("Microsoft.PowerShell.Commands.HistoryInfo")
                .set("Id", entry.id())
                .set("CommandLine", entry.line())
                .set("ExecutionStatus", entry.successful() ? "Completed" : "Failed")
                .set("StartExecutionTime", time(entry.start()))
                .set("EndExecutionTime", time(entry.end()))
                .set("Duration", Duration.between(entry.start(), entry.end()))
                .readingAs(_ -> entry.line());
    }

    private DateTime time(Instant instant) {
        return DateTime.local(instant, evaluator.surround().zone());
    }

    private void again(Invocation invocation) {
        String wanted = invocation.arguments().text("Id");
        Optional<History.Entry> found =
                evaluator.history().all().reversed().stream()
                        .filter(entry ->
                                wanted == null
                                        || wanted.equals(Integer.toString(entry.id()))
                                        || entry.line().startsWith(wanted))
                        .findFirst();
        if (found.isEmpty()) {
            invocation.writeError(
                    ErrorRecord.of(
                            wanted == null
                                    ? "Cannot locate the history."
                                    : "Cannot locate the history for command line %s."
                                            .formatted(wanted),
                            "InvokeHistoryNoHistory",
                            ErrorCategory.ObjectNotFound));
            return;
        }
        String line = found.get().line();
        invocation.host().out(line + "\n");
        evaluator
                .scripts()
                .run(
                        new Scripts.Call(
                                evaluator.access().block(line), null, false, List.of(), false),
                        invocation::write);
    }

    private void clear(Invocation invocation) {
        List<Object> ids =
                invocation.arguments().list("Id").stream().map(Object.class::cast).toList();
        List<String> lines = invocation.arguments().texts("CommandLine");
        for (History.Entry entry : evaluator.history().all()) {
            boolean all = ids.isEmpty() && lines.isEmpty();
            if (all
                    || ids.contains(entry.id())
                    || lines.stream().anyMatch(line -> evaluator.isLike(entry.line(), line))) {
                evaluator.history().remove(entry);
            }
        }
    }
}
