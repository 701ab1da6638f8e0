package dev.keyward.directory.shelves;

import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Where the directory is kept: a shelf for each kind of value, filled from the store at open. Its
/// shelves and listeners are all there before it is used by several threads.
public final class Persistence {
    private static final int PAGE = 1000;

    private final Store store;
    private final RecordScope scope;
    private final List<Shelf<?>> shelves = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final AtomicLong stamp = new AtomicLong();

    public Persistence(Store store, RecordScope scope) {
        this.store = store;
        this.scope = scope;
    }

    /// A shelf for the values of one kind, which [#load] fills.
    public <T> Shelf<T> shelf(Shelf.Layout<T> layout) {
        Shelf<T> shelf = new Shelf<>(layout);
        shelves.add(shelf);
        return shelf;
    }

    /// Calls the listener after values were shown or hidden, for what is worked out from them.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public Batch batch() {
        return new Batch(store, scope, this);
    }

    /// Another number after each change; what was worked out under an older one is to be worked out
    /// again.
    public long stamp() {
        return stamp.get();
    }

    /// To be called after values were shown or hidden.
    synchronized void changed() {
        listeners.forEach(Runnable::run);
        stamp.incrementAndGet();
    }

    /// Reads everything there is; called once, at open.
    public void load() {
        shelves.forEach(this::load);
        changed();
    }

    private <T> void load(Shelf<T> shelf) {
        String kind = shelf.layout().kind();
        Page page = Page.first(scope.id(), kind, PAGE);
        while (true) {
            List<OpenRecord> records = scope.list(page);
            for (OpenRecord record : records) {
                T value =
                        record.clear(
                                kind, in -> shelf.layout().read(in, record.payload().orElse(null)));
                shelf.show(value, record.revision());
            }
            if (records.size() < PAGE) {
                return;
            }
            RecordId last = records.getLast().id();
            page = new Page(scope.id(), kind, null, last.name(), last.version(), null, PAGE);
        }
    }
}
