package dev.keyward.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Ends a server when an [Error] ended one of its threads: memory or stack ran out, and nobody
/// knows what was half done. Nothing is closed in order, which might never end; what was answered
/// is durable. Its words are there beforehand, as there may be no memory for them later.
final class LastWords implements Thread.UncaughtExceptionHandler {
    private static final byte[] WORDS =
            ("keyward: a thread that others depend on ended by an error such as no memory left; the"
                            + " process ends (exit code 8). What was answered is safe: start it again,"
                            + " with more memory if this comes again (KEYWARD_JAVA_OPTS=-Xmx1g). ")
                    .getBytes(StandardCharsets.UTF_8);

    private final FileOutputStream errors = new FileOutputStream(FileDescriptor.err);

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!(thrown instanceof Error)) {
            System.getLogger(LastWords.class.getName())
                    .log(System.Logger.Level.ERROR, "uncaught in " + thread.getName(), thrown);
            return;
        }
        try {
            errors.write(WORDS);
            errors.write(
                    (thread.getName() + ": " + thrown + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException | Error unsaid) {
            // There is nobody left to tell.
            Thread.onSpinWait();
        } finally {
            Runtime.getRuntime().halt(StartFailure.Kind.THREAD_ENDED.exitCode());
        }
    }
}
