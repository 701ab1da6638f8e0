package dev.keyward.language.eval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The lines a person ran in this session, oldest first. A line with a secret written out is never
/// kept.
final class History {
    private static final int MOST = 4096;

    private final List<Entry> entries = new ArrayList<>();
    private int last;

    /// One line, after it was run.
    record Entry(int id, String line, boolean successful, Instant start, Instant end) {}

    /// @param kept whether the line may be kept; it has a number all the same
    void add(String line, boolean kept, boolean successful, Instant start, Instant end) {
        last++;
        if (kept) {
            entries.add(new Entry(last, line, successful, start, end));
            if (entries.size() > MOST) {
                entries.removeFirst();
            }
        }
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }

    void remove(Entry entry) {
        entries.remove(entry);
    }
}
