package dev.keyward.cmdlet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of one of the streams beside output and error.
public sealed interface StreamRecord {
    /// The text as it's shown, without a prefix.
    String message();

    record WarningRecord(String message) implements StreamRecord {
        @Override
        public String toString() {
            return message;
        }
    }

    record VerboseRecord(String message) implements StreamRecord {
        @Override
        public String toString() {
            return message;
        }
    }

    record DebugRecord(String message) implements StreamRecord {
        @Override
        public String toString() {
            return message;
        }
    }

    /// What Write-Host and Write-Information write.
    ///
    /// @param newLine false leaves the line open
    /// @param host true is shown whatever the preference, as Write-Host's records are
    record InformationRecord(
            @Nullable Object messageData,
            String message,
            List<String> tags,
            boolean newLine,
            boolean host,
            Colors colors)
            implements StreamRecord {
        @Override
        public String toString() {
            return message;
        }
    }

    /// Console colours by their .NET names; empty means the usual one.
    record Colors(String foreground, String background) {
        public static final Colors USUAL = new Colors("", "");
    }
}
