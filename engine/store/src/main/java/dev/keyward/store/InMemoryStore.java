package dev.keyward.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A store that ends with its process.
final class InMemoryStore implements Store {
    private final InMemoryMedium medium = new InMemoryMedium();
    private final GroupCommit commits = new GroupCommit(medium);

    @Override
    public <T extends @Nullable Object> CompletionStage<T> change(Change<T> change) {
        return commits.submit(change::apply, change.bytes());
    }

    @Override
    public List<Evidence> evidence(int limit) {
        return medium.evidence(limit);
    }

    @Override
    public CompletionStage<@Nullable Void> trimEvidence(long throughSequence) {
        return commits.submit(
                transaction -> {
                    transaction.trim(throughSequence);
                    return null;
                },
                0);
    }

    @Override
    public void follow(Consumer<List<Committed>> follower) {
        commits.follow(follower);
    }

    @Override
    public void onCommit(Consumer<List<Evidence>> listener) {
        commits.onCommit(listener);
    }

    @Override
    public void onFailure(Consumer<String> listener) {
        commits.onFailure(listener);
    }

    @Override
    public void fail(String what) {
        commits.fail(new MediumFailure(MediumFailure.Aftermath.FATAL, what));
    }

    @Override
    public Optional<StoredRecord> get(RecordKey key) {
        return medium.get(key);
    }

    @Override
    public List<StoredRecord> list(Page page) {
        return medium.list(page);
    }

    @Override
    public List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit) {
        return medium.scan(scope, after, limit);
    }

    @Override
    public List<StoredRecord> due(String kind, long untilEpochSecond, int limit) {
        return medium.due(kind, untilEpochSecond, limit);
    }

    /// What the heap holds nobody else can change.
    @Override
    public List<String> examine() {
        return List.of();
    }

    @Override
    public void close() {
        commits.close();
    }
}
