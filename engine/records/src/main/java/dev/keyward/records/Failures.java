package dev.keyward.records;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.RecordKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Counts and reports what failed its integrity check; nothing of it is ever served or skipped.
final class Failures {
    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    private final boolean told;
    private final LongAdder count = new LongAdder();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

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

    void listen(Consumer<String> listener) {
        listeners.add(listener);
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
