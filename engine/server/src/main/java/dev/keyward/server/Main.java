package dev.keyward.server;

import dev.keyward.api.deployment.MachineClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of the server: `serve` and its options.
///
/// Exit codes: 0 stopped on request, 1 fault, 2 wrong options or settings, 3 port taken, 4 home
/// unusable, 5 home in use by another process, 6 stored data damaged, 7 disk failed while running,
/// 8 a thread that others depend on ended by an error such as no memory left.
public final class Main {
    private Main() {}

    /// What carries the subcommands.
    @Command(name = "keyward", description = "Azure Key Vault you run yourself.")
    private static final class Root {}

    public static void main(String[] arguments) {
        ServerLog.configure();
        Thread.setDefaultUncaughtExceptionHandler(new LastWords());
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        String set = System.getenv("KEYWARD_HOME");
        Path home =
                set == null || set.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".keyward")
                        : Path.of(set);
        ServeCommand serve =
                new ServeCommand(
                        home, MachineClock.system(), new SecureRandom(), System.out, System.err);
        return new CommandLine(new Root()).addSubcommand(serve).execute(arguments);
    }
}
