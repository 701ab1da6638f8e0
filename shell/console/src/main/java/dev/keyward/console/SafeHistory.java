package dev.keyward.console;

import dev.keyward.language.syntax.SecretLines;
import java.time.Instant;
import org.jline.reader.impl.history.DefaultHistory;

/// A history that a line with a secret never enters, neither in memory nor in the file.
final class SafeHistory extends DefaultHistory {
    @Override
    public void add(Instant time, String line) {
        if (SecretLines.mayBeStored(line)) {
            super.add(time, line);
        }
    }
}
