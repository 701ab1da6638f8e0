package dev.keyward.console;

import java.time.Instant;
import java.util.function.Predicate;
import org.jline.reader.impl.history.DefaultHistory;

/// A history that a line with a secret never enters, neither in memory nor in the file.
final class SafeHistory extends DefaultHistory {
    private final Predicate<String> mayBeStored;

    SafeHistory(Predicate<String> mayBeStored) {
        this.mayBeStored = mayBeStored;
    }

    @Override
    public void add(Instant time, String line) {
        if (mayBeStored.test(line)) {
            super.add(time, line);
        }
    }
}
