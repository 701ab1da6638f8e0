package dev.keyward.language.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the streams beside output go: shown, merged into output, written to a file or dropped.
///
/// @param targets by stream number from 2 to 6; null shows the record
/// @param taps lists that `-ErrorVariable` and its kin fill
record Streams(List<@Nullable Consumer<Object>> targets, List<Tap> taps) {
    static final int OUTPUT = 1;
    static final int ERROR = 2;
    static final int WARNING = 3;
    static final int VERBOSE = 4;
    static final int DEBUG = 5;
    static final int INFORMATION = 6;

    static final Streams SHOWN =
            new Streams(new ArrayList<>(java.util.Collections.nCopies(7, null)), List.of());

    /// A list that gets a copy of a stream's records.
    record Tap(int stream, List<@Nullable Object> list) {}

    @Nullable Consumer<Object> target(int stream) {
        return targets.get(stream);
    }

    Streams with(int stream, Consumer<Object> target) {
        List<@Nullable Consumer<Object>> changed = new ArrayList<>(targets);
        changed.set(stream, target);
        return new Streams(changed, taps);
    }

    Streams with(Tap tap) {
        List<Tap> more = new ArrayList<>(taps);
        more.add(tap);
        return new Streams(targets, more);
    }

    void tap(int stream, Object entry) {
        for (Tap tap : taps) {
            if (tap.stream() == stream) {
                tap.list().add(entry);
            }
        }
    }
}
