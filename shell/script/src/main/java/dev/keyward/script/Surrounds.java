package dev.keyward.script;

import dev.keyward.language.eval.Evaluator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;

/// The surroundings of a session that stands in a process of its own: its clock, zone, folder and
/// environment.
public final class Surrounds {
    private Surrounds() {}

    public static Evaluator.Surround ofProcess() {
        return new Evaluator.Surround(
                InstantSource.system(),
                ZoneId.systemDefault(),
                new SecureRandom(),
                Path.of("").toAbsolutePath(),
                System.getenv());
    }
}
