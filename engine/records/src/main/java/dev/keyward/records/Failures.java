package dev.keyward.records;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Counts and reports what failed its integrity check; nothing of it is ever served or skipped.
final class Failures {
    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    private final boolean told;
    private final LongAdder count = new LongAdder();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /// Why the set of a scope isn't to be relied on, by scope.
    private final Map<String, String> closed = new ConcurrentHashMap<>();

    private Failures(boolean told) {
        this.told = told;
    }

    Failures() {
        this(true);
    }

    /// For a look that may fail for another reason: nobody is told.
    static Failures quiet() {
        return new Failures(false);
    }

    long count() {
        return count.sum();
    }

    /// Why nothing of a scope may be used: its header, or its set as a whole, failed the check.
    Optional<String> closed(String scope) {
        return closed.isEmpty() ? Optional.empty() : Optional.ofNullable(closed.get(scope));
    }

    void reopen(String scope) {
        closed.remove(scope);
    }

    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    void report(String what) {
        count.increment();
        LOG.log(System.Logger.Level.ERROR, "integrity failure: {0}", what);
        listeners.forEach(listener -> listener.accept(what));
    }

    /// @param why such as `was changed`
    VaultException because(RecordKey place, String why) {
        String what =
                place.kind()
                        + " '"
                        + place.name()
                        + (place.version().isEmpty() ? "" : "/" + place.version())
                        + "' of scope "
                        + place.scope()
                        + " "
                        + why;
        return noted(place, new VaultException(new VaultError.IntegrityFailure(what)));
    }

    VaultException noted(RecordKey place, VaultException failure) {
        if (told && failure.error() instanceof VaultError.IntegrityFailure(String what)) {
            count.increment();
            if (place.kind().equals(SetHeader.KIND)) {
                closed.put(place.scope(), what);
            }
            LOG.log(
                    System.Logger.Level.ERROR,
                    "integrity failure: scope={0} kind={1} name={2} version={3}: {4}",
                    place.scope(),
                    place.kind(),
                    place.name(),
                    place.version(),
                    what);
            listeners.forEach(listener -> listener.accept(what));
        }
        return failure;
    }
}
