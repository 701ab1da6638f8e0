package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.stream.Stream;

/// What `-Skip` and `-Top` leave of a list.
public final class Portion {
    /// What the modules take for no number at all.
    private static final long NONE = -1;

    private Portion() {}

    /// @throws Refusal if a number is less than that
    public static <T> Stream<T> of(Run run, Stream<T> found) {
        long top = number(run, "Top");
        return found.skip(Math.max(0, number(run, "Skip")))
                .limit(top == NONE ? Long.MAX_VALUE : top);
    }

    private static long number(Run run, String name) {
        long number = run.arguments().number(name, (int) NONE);
        if (number < NONE) {
            throw Refusal.of("-%s: must be 0 or more.".formatted(name));
        }
        return number;
    }
}
