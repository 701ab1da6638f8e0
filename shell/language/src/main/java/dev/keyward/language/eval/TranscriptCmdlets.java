package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Start-Transcript and Stop-Transcript.
final class TranscriptCmdlets {
    private static final String RULE = "**********************\n";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final Evaluator evaluator;

    TranscriptCmdlets(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Cmdlet> all() {
        return List.of(
                Simple.of(
                                "Start-Transcript",
                                List.of(),
                                "Takes down what the session shows; typed lines with a secret in them are left out.",
                                Signature.of(
                                        Parameter.of("Path", TypeToken.STRING)
                                                .at(0)
                                                .aka("LiteralPath"),
                                        Parameter.flag("Append"),
                                        Parameter.flag("NoClobber").aka("NoOverwrite"),
                                        Parameter.flag("Force"),
                                        Parameter.flag("UseMinimalHeader"),
                                        Parameter.flag("IncludeInvocationHeader")),
                                invocation -> () -> start(invocation))
                        .showing(
                                "Keep what is shown",
                                "Start-Transcript log.txt | Out-Null; 'done'; Stop-Transcript | Out-Null\n(Get-Content log.txt) -contains 'done'",
                                "done\nTrue"),
                Simple.of(
                        "Stop-Transcript",
                        List.of(),
                        "Ends the transcript.",
                        Signature.of(),
                        invocation -> () -> stop(invocation)));
    }

    private void start(Invocation invocation) {
        if (evaluator.transcript().file() != null) {
            throw invocation.terminating(
                    CmdletError.of(
                                    "Transcription has already been started. Use Stop-Transcript to stop it.",
                                    "InvalidOperation",
                                    ErrorCategory.InvalidOperation)
                            .errorRecord());
        }
        String given = invocation.arguments().text("Path");
        Path path =
                evaluator
                        .session()
                        .resolve(given == null ? "~/Keyward_transcript." + now() + ".txt" : given);
        if (invocation.arguments().flag("NoClobber") && Files.exists(path)) {
            throw invocation.terminating(
                    CmdletError.of(
                                    "File %s already exists and NoClobber was specified."
                                            .formatted(path),
                                    "NoClobber",
                                    ErrorCategory.ResourceExists)
                            .errorRecord());
        }
        try {
            evaluator.transcript().open(path, invocation.arguments().flag("Append"));
            evaluator
                    .transcript()
                    .shown(RULE + "Transcript start\nStart time: " + now() + "\n" + RULE);
        } catch (IOException e) {
            throw failed(invocation, path, e);
        }
        invocation.write("Transcript started, output file is " + path);
    }

    private void stop(Invocation invocation) {
        Path path = evaluator.transcript().file();
        if (path == null) {
            throw invocation.terminating(
                    CmdletError.of(
                                    "An error occurred stopping transcription: The host is not currently transcribing.",
                                    "InvalidOperation",
                                    ErrorCategory.InvalidOperation)
                            .errorRecord());
        }
        try {
            evaluator.transcript().shown(RULE + "Transcript end\nEnd time: " + now() + "\n" + RULE);
            evaluator.transcript().close();
        } catch (IOException e) {
            throw failed(invocation, path, e);
        }
        invocation.write("Transcript stopped, output file is " + path);
    }

    private static RuntimeException failed(Invocation invocation, Path path, IOException e) {
        return invocation.terminating(
                CmdletError.of(
                                "The transcript %s can't be written: %s"
                                        .formatted(path, e.getMessage()),
                                "CannotStartTranscription",
                                ErrorCategory.WriteError)
                        .errorRecord());
    }

    private String now() {
        return TIME.format(
                ZonedDateTime.ofInstant(
                        evaluator.surround().clock().instant(), evaluator.surround().zone()));
    }
}
