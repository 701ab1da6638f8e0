package dev.keyward.language;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.language.eval.Evaluator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;

/// Sessions for tests: UTC, a given folder, an environment of two variables.
final class TestSessions {
    private TestSessions() {}

    static Session in(Path folder, CapturingHost host) {
        return in(folder, host, Catalogue.EMPTY);
    }

    static Session in(Path folder, CapturingHost host, Catalogue catalogue) {
        return Session.create(
                catalogue,
                host,
                new Evaluator.Surround(
                        InstantSource.system(),
                        ZoneOffset.UTC,
                        new SecureRandom(),
                        folder,
                        Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin")));
    }
}
