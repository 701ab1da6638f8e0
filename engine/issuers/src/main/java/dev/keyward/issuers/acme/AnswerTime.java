package dev.keyward.issuers.acme;

import java.time.Duration;

/// How long one step waits for answers: for each by itself, and for all of them together.
final class AnswerTime {
    private final Duration each;
    private final Duration all;
    private final long began = System.nanoTime();

    AnswerTime(Duration each, Duration all) {
        this.each = each;
        this.all = all;
    }

    /// For an answer that is asked for now; zero when the step has had its time.
    Duration left() {
        Duration rest = all.minusNanos(System.nanoTime() - began);
        if (rest.isNegative()) {
            return Duration.ZERO;
        }
        return rest.compareTo(each) < 0 ? rest : each;
    }
}
