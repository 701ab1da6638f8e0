package dev.keyward.records;

import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.Page;
import dev.keyward.store.Reads;
import dev.keyward.store.RecordKey;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The records of one vault, or of the system, sealed under that scope's key. Safe for use by
/// several threads.
///
/// Every row that is read has its MAC verified, lists too; one that isn't right is an
/// `IntegrityFailure` and never skipped.
public final class RecordScope {
    /// Kinds of this room: they stand beside the set, not in it.
    static final Set<String> OWN_KINDS = Set.of(SetHeader.KIND, Epoch.KIND, SealRecord.KIND);

    private static final int WALK_PAGE = 1000;

    private final String id;
    private final Store store;
    private final Guard guard;
    private final Epoch epoch;
    private final AtomicLong highestSeen;

    /// How many changes of the scope were told of.
    private final AtomicLong changes = new AtomicLong();

    private volatile @Nullable Seen counted;

    /// How many records were counted after so many changes.
    private record Seen(long value, long changes) {}

    RecordScope(String id, Store store, Guard guard, Epoch epoch) {
        this(id, store, guard, epoch, new AtomicLong());
    }

    private RecordScope(String id, Store store, Guard guard, Epoch epoch, AtomicLong highestSeen) {
        this.highestSeen = highestSeen;
        this.id = id;
        this.store = store;
        this.guard = guard;
        this.epoch = epoch;
    }

    /// `system`, or the GUID of a vault; the `scope` of pages.
    public String id() {
        return id;
    }

    /// Encrypts and authenticates. Costs microseconds; belongs outside the transaction.
    public Sealed seal(Draft draft) {
        if (OWN_KINDS.contains(draft.id().kind())) {
            throw Bug.because("the kind " + draft.id().kind() + " belongs to this room");
        }
        StoredRecord row =
                guard.row(
                        draft.id().in(id),
                        draft.expectedRevision() + 1,
                        draft.state(),
                        draft.dueEpochSecond(),
                        draft.clear().clone(),
                        draft.payload());
        return new Sealed(row, guard.element(row));
    }

    /// Writes records inside a change, and the set's header with them.
    ///
    /// @throws VaultException with `Conflict` if a record has another revision than its draft
    ///   expected
    public void put(Transaction tx, Sealed... records) {
        put(tx, List.of(records));
    }

    /// [#put] of any number of records, at the cost of one header.
    public void put(Transaction tx, List<Sealed> records) {
        change(tx, records, List.of());
    }

    /// Removes records, those that aren't there being passed over, and then writes others, at the
    /// cost of one header.
    ///
    /// @return how many were removed
    /// @throws VaultException with `Conflict` if a record has another revision than its draft
    ///   expected
    public int change(Transaction tx, List<Sealed> puts, List<RecordId> deletes) {
        if (puts.isEmpty() && deletes.isEmpty()) {
            return 0;
        }
        SetHeader before = header(tx);
        SetHeader header = before;
        for (RecordId record : deletes) {
            header = deleted(tx, header, record);
        }
        long deleted = before.count() - header.count();
        for (Sealed record : puts) {
            header = put(tx, header, current(record));
        }
        if (deleted > 0 || !puts.isEmpty()) {
            write(tx, header);
        }
        return Math.toIntExact(deleted);
    }

    private SetHeader put(Transaction tx, SetHeader before, Sealed sealed) {
        RecordKey place = sealed.row().key();
        if (!place.scope().equals(id)) {
            throw Bug.because("a record of another scope");
        }
        SetHeader header = before;
        Optional<StoredRecord> old = tx.get(place).map(row -> guard.checked(place, row));
        if (sealed.revision() - 1 != old.map(StoredRecord::revision).orElse(0L)) {
            throw new VaultException(new VaultError.Conflict(place.kind() + " " + place.name()));
        }
        if (old.isPresent()) {
            header = header.minus(guard, old.get(), guard.element(old.get()));
        }
        tx.put(sealed.row());
        return header.plus(guard, sealed.row(), sealed.element());
    }

    private SetHeader deleted(Transaction tx, SetHeader header, RecordId record) {
        if (OWN_KINDS.contains(record.kind())) {
            throw Bug.because("the kind " + record.kind() + " belongs to this room");
        }
        RecordKey place = record.in(id);
        Optional<StoredRecord> old = tx.get(place).map(row -> guard.checked(place, row));
        if (old.isEmpty()) {
            return header;
        }
        tx.delete(place);
        return header.minus(guard, old.get(), guard.element(old.get()));
    }

    /// A record sealed before the key was rotated is sealed again, so that nothing is written under
    /// an older key once a newer one is there.
    private Sealed current(Sealed sealed) {
        if (guard.isNewest(sealed.row())) {
            return sealed;
        }
        StoredRecord row = guard.renewed(sealed.row());
        return new Sealed(row, guard.element(row));
    }

    /// Removes records inside a change; those that aren't there are passed over.
    ///
    /// @return how many were there
    public int delete(Transaction tx, RecordId... records) {
        return delete(tx, List.of(records));
    }

    /// [#delete] of any number of records, at the cost of one header.
    public int delete(Transaction tx, List<RecordId> records) {
        return change(tx, List.of(), records);
    }

    public Optional<OpenRecord> get(RecordId record) {
        return get(store, record);
    }

    /// @param reads a transaction, to see its own changes
    public Optional<OpenRecord> get(Reads reads, RecordId record) {
        RecordKey place = record.in(id);
        return reads.get(place).map(row -> new OpenRecord(guard.checked(place, row), this));
    }

    /// @param page of this scope
    public List<OpenRecord> list(Page page) {
        return list(store, page);
    }

    /// @param reads a transaction, to see its own changes
    /// @param page of this scope
    public List<OpenRecord> list(Reads reads, Page page) {
        if (!page.scope().equals(id)) {
            throw Bug.because("a page of another scope");
        }
        List<StoredRecord> rows = reads.list(page);
        List<OpenRecord> records = new ArrayList<>(rows.size());
        for (StoredRecord row : rows) {
            records.add(opened(row));
        }
        return records;
    }

    /// Every record of a kind, in the order of name and version. Records whose MAC isn't right are
    /// told and left out, for who answers for what then becomes of what they held.
    public void forEach(
            String kind, Consumer<OpenRecord> record, Consumer<Examination.Damage> damaged) {
        Page page = Page.first(id, kind, WALK_PAGE);
        List<StoredRecord> rows;
        do {
            rows = store.list(page);
            for (StoredRecord row : rows) {
                RecordKey key = row.key();
                page = new Page(id, kind, null, key.name(), key.version(), null, WALK_PAGE);
                opened(row, damaged).ifPresent(record);
            }
        } while (rows.size() == WALK_PAGE);
    }

    private Optional<OpenRecord> opened(StoredRecord row, Consumer<Examination.Damage> damaged) {
        try {
            return Optional.of(opened(row));
        } catch (VaultException bad) {
            damaged.accept(SetWalk.damage(row.key(), bad));
            return Optional.empty();
        }
    }

    /// Walks the whole scope: every row right, none missing, none added, none older than the header
    /// says. Reads everything, so it is for starts and scrubs.
    ///
    /// @throws VaultException with `IntegrityFailure` of the first that isn't right
    public SetState verifySet() {
        Examination found = examine();
        if (!found.damaged().isEmpty()) {
            throw failure(found.damaged().getFirst().what());
        }
        if (found.mismatch() != null) {
            throw failure(found.mismatch());
        }
        return found.state();
    }

    /// [#verifySet], telling all that isn't right.
    ///
    /// @throws VaultException with `IntegrityFailure` if the header was changed, is missing, or is
    ///   older than this process has seen
    public Examination examine() {
        // Changes made meanwhile move the header; only an equal one before and after counts.
        for (int attempt = 0; attempt < 3; attempt++) {
            SetHeader before = committedHeader();
            SetWalk found = walk(store, before.epoch());
            if (committedHeader().epoch() == before.epoch()) {
                return found.compare(before, guard);
            }
        }
        return Stages.join(
                store.change(tx -> {
                    SetHeader header = header(tx);
                    return walk(tx, header.epoch()).compare(header, guard);
                }));
    }

    private SetWalk walk(Reads reads, long atEpoch) {
        return SetWalk.of(id, guard, reads, atEpoch);
    }

    private static VaultException failure(String what) {
        return new VaultException(new VaultError.IntegrityFailure(what));
    }

    /// For who had read a newer revision of a record: counts and reports that it was set back.
    public VaultException setBack(RecordId record) {
        return guard.failures().because(record.in(id), "was set back");
    }

    /// Count and epoch as the header says, without a walk.
    ///
    /// @throws VaultException with `IntegrityFailure` if the header was changed, is missing, or is
    ///   older than this process has seen
    public SetState state() {
        SetHeader header = committedHeader();
        return new SetState(header.count(), header.epoch());
    }

    /// How many of the records are counted ([Counted]): as memory has it, else as the header says.
    /// Sees each change whose stage has completed, and each that a follower was told of. Not to be
    /// asked on the writer's thread.
    ///
    /// @throws VaultException with `IntegrityFailure` if the header was changed or is missing
    public long counted() {
        Seen known = counted;
        long now = changes.get();
        if (known == null || known.changes != now) {
            SetHeader header = committedHeader();
            Long said = header.counted();
            known = new Seen(said == null ? counted(header) : said, now);
            counted = known;
        }
        return known.value;
    }

    /// Has a header from before anything was counted say what a walk finds.
    private long counted(SetHeader before) {
        SetHeader found = walk(store, before.epoch()).sums();
        return Stages.join(
                store.change(tx -> {
                    SetHeader header = header(tx);
                    Long said = header.counted();
                    if (said == null) {
                        said =
                                (header.epoch() == before.epoch()
                                                ? found
                                                : walk(tx, header.epoch()).sums())
                                        .counted();
                        write(tx, header.withCounted(said));
                    }
                    return said == null ? 0 : said;
                }));
    }

    /// To be called once a change of the scope is committed, before anybody is told of it.
    void changed() {
        changes.incrementAndGet();
    }

    /// How many counted records come to be by these.
    public long added(List<Sealed> records) {
        return records.stream()
                .filter(each -> each.revision() == 1 && guard.counts(each.row()))
                .count();
    }

    /// The header of a scope that starts empty.
    void begin(Transaction tx) {
        if (tx.get(SetHeader.place(id)).isPresent()) {
            throw new VaultException(new VaultError.Conflict("scope " + id));
        }
        write(tx, SetHeader.empty().row(id, guard));
    }

    /// Takes the records there are for the set, damaged ones as they are counted.
    void rebuild(Transaction tx) {
        tx.put(rebuilt(tx));
    }

    /// The header of the records there are.
    StoredRecord rebuilt(Transaction tx) {
        long last = Math.max(highestSeen.get(), storedEpoch(tx));
        return walk(tx, last + 1).counted().row(id, guard);
    }

    /// As the header says, whatever its MAC is worth.
    private long storedEpoch(Reads reads) {
        long stored = reads.get(SetHeader.place(id)).map(StoredRecord::revision).orElse(0L);
        return Math.clamp(stored, 0, Long.MAX_VALUE / 2);
    }

    /// Puts a record in the place of a damaged one of the same vault alone, or takes that one away;
    /// the sum they belong to is made anew, the other stays.
    ///
    /// @param next null for none
    void replaceApart(Transaction tx, RecordKey damaged, @Nullable Sealed next) {
        SetHeader header = header(tx);
        if (next == null) {
            tx.delete(damaged);
        } else {
            tx.put(current(next).row());
        }
        Sum apart = walk(tx, header.epoch()).counted().apart();
        write(tx, new SetHeader(header.epoch(), header.main(), apart, header.counted()));
    }

    List<RecordId> removeDamaged(Transaction tx) {
        List<RecordId> removed =
                walk(tx, 0).damaged().stream().map(Examination.Damage::id).toList();
        for (RecordId record : removed) {
            tx.delete(record.in(id));
        }
        return removed;
    }

    OpenRecord opened(StoredRecord row) {
        return new OpenRecord(SetWalk.checked(id, guard, row), this);
    }

    Optional<SecretBytes> openPayload(StoredRecord row) {
        return guard.payload(row);
    }

    ScopeKeys keys() {
        return guard.keys();
    }

    Binding binding() {
        return guard.binding();
    }

    /// The same scope for a look that somebody else is told of.
    RecordScope reporting(Failures others) {
        return new RecordScope(
                id,
                store,
                new Guard(guard.binding(), guard.keys(), guard.random(), others, guard.counted()),
                epoch,
                highestSeen);
    }

    void dropKeys() {
        guard.keys().close();
    }

    Guard guard() {
        return guard;
    }

    Epoch epoch() {
        return epoch;
    }

    void write(Transaction tx, SetHeader header) {
        write(tx, header.nextEpoch().row(id, guard));
    }

    private void write(Transaction tx, StoredRecord header) {
        epoch.advance(tx, header);
        tx.put(header);
    }

    private SetHeader committedHeader() {
        SetHeader header = header(store);
        highestSeen.accumulateAndGet(header.epoch(), Math::max);
        return header;
    }

    SetHeader header(Reads reads) {
        long floor = highestSeen.get();
        RecordKey place = SetHeader.place(id);
        StoredRecord row =
                reads.get(place).orElseThrow(() -> guard.failures().because(place, "is missing"));
        SetHeader header = SetHeader.read(guard.checked(place, row));
        if (header.epoch() < floor) {
            throw guard.failures().because(place, "was set back");
        }
        return header;
    }
}
