package dev.keyward.api.dispatch;

import dev.keyward.api.audit.AuditRecord;
import dev.keyward.api.audit.CrowdRecord;
import dev.keyward.api.audit.Together;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.audit.AuditLog;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Requests that share an audit record which isn't written yet. Used under the lock of [RollUps];
/// what was taken out there is its taker's alone.
final class RollUp {
    private final Key key;
    private final Exchange first;
    private final @Nullable String description;
    private final UUID firstId;
    private final CompletableFuture<@Nullable Void> durable = new CompletableFuture<>();
    private long count;
    private Instant last = Instant.MIN;

    /// What the requests of a record have in common.
    sealed interface Key {
        int status();

        /// The record of the first could be the record of each, but for its time and, where the
        /// address is a stranger's, the end of the URL and the user agent.
        ///
        /// @param who an address, or a principal with one
        /// @param about operation and vault
        record Alike(
                String who,
                String about,
                int status,
                String description,
                Map<AuditFields.Extra, String> fields)
                implements Key {}

        /// They came from one network, or from anywhere.
        record Crowd(String origin, int status) implements Key {}
    }

    /// @param first request
    /// @param random an id
    RollUp(Key key, Exchange first, @Nullable String description, UUID random) {
        this.key = key;
        this.first = first;
        this.description = description;
        this.firstId = Together.firstId(random);
    }

    /// One more.
    ///
    /// @return the id it has from now on
    UUID add(Instant received) {
        count++;
        last = received.isAfter(last) ? received : last;
        return Together.id(firstId, count);
    }

    /// When the answers may go out.
    CompletableFuture<@Nullable Void> durable() {
        return durable;
    }

    /// Writes the record.
    void append(AuditLog audit) {
        try {
            audit.append(record())
                    .whenComplete((_, failed) -> {
                        if (failed == null) {
                            durable.complete(null);
                        } else {
                            durable.completeExceptionally(failed);
                        }
                    });
        } catch (Throwable fault) {
            // Answers wait for it, on whatever thread this is.
            durable.completeExceptionally(fault);
        }
    }

    private byte[] record() {
        Together together = new Together(count, firstId, last);
        return switch (key) {
            case Key.Alike _ ->
                    AuditRecord.of(first, key.status(), description, count == 1 ? null : together);
            case Key.Crowd(String origin, int status) ->
                    CrowdRecord.of(origin, status, first.received(), together);
        };
    }
}
