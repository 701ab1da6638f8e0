package dev.keyward.console;

/// What `-Help` prints.
final class Usage {
    static final String TEXT =
            """
            Usage: keyward [[-File] FILE.ps1 [arguments] | -Command TEXT | -]
                   keyward FILE.jsh | FILE.groovy | ...
                   keyward serve [--dev] [--config F] [--port N] [--home DIR]    (see: keyward serve --help)

            Without a file or command: the interactive shell, or standard input as a script where that isn't a terminal.

              -File FILE [ARGS]      runs a script with its arguments; `-` is standard input
              -Command TEXT          runs the text; exit code by the success of its last statement
              -EncodedCommand B64    the same, given as Base64 of UTF-16LE
              -NoExit                stays at the prompt afterwards
              -NonInteractive        never asks; questions are errors
              -NoProfile             doesn't run $PROFILE
              -WorkingDirectory DIR  starts there
              -AcceptRollback REASON opens an older database, or one without its anchor; REASON goes on the audit record
              -Version, -Help

            Data, configuration and history lie in $KEYWARD_HOME (default ~/.keyward).
            """;

    private Usage() {}
}
