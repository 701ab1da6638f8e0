package dev.keyward.api.audit;

import dev.keyward.audit.AuditLog;
import dev.keyward.model.Bug;
import dev.keyward.store.Store;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Carries the audit records of changes from the store, where they became durable with their
/// changes, into the audit log, in the order of the commits (reliability.md, section 2).
///
/// What is in the log is forgotten in the store, one request for that at a time: it is a change
/// too, and the newest number covers all before it.
public final class EvidenceBridge {
    private static final System.Logger LOG = System.getLogger(EvidenceBridge.class.getName());
    private static final int PIECE = 1000;

    private final Store store;
    private final AuditLog audit;
    private long logged;
    private long trimmed;
    private boolean trimming;

    /// A record isn't in the log. The store forgets by number, so from here on it has to keep all.
    private boolean gap;

    public EvidenceBridge(Store store, AuditLog audit) {
        this.store = store;
        this.audit = audit;
    }

    /// Carries over what a crash left behind, then everything to come. Call it before any change
    /// that brings evidence.
    ///
    /// @throws dev.keyward.model.VaultException with `Unavailable` if the log refuses
    public void start() {
        for (List<Store.Evidence> left = store.evidence(PIECE);
                !left.isEmpty();
                left = store.evidence(PIECE)) {
            List<CompletableFuture<?>> appends = new ArrayList<>(left.size());
            for (Store.Evidence evidence : left) {
                appends.add(
                        audit.append(evidence.sequence(), evidence.auditRecord())
                                .toCompletableFuture());
            }
            join(CompletableFuture.allOf(appends.toArray(CompletableFuture<?>[]::new)));
            join(store.trimEvidence(left.getLast().sequence()));
        }
        store.onCommit(this::committed);
    }

    private static void join(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Bug.because("a stage failed with a checked exception", failed);
        }
    }

    private void committed(List<Store.Evidence> evidence) {
        for (Store.Evidence one : evidence) {
            audit.append(one.sequence(), one.auditRecord())
                    .whenComplete((_, failed) -> appended(one.sequence(), failed));
        }
    }

    private void appended(long sequence, @Nullable Throwable failed) {
        if (failed != null) {
            // The log has said why. The record stays in the store and is carried at the next start.
            LOG.log(Level.WARNING, "evidence={0} stays in the store", sequence);
            synchronized (this) {
                gap = true;
            }
            return;
        }
        synchronized (this) {
            if (!gap) {
                logged = Math.max(logged, sequence);
            }
            if (trimming || gap) {
                return;
            }
            trimming = true;
        }
        trim();
    }

    private void trim() {
        long through;
        synchronized (this) {
            through = logged;
            if (through == trimmed) {
                trimming = false;
                return;
            }
        }
        store.trimEvidence(through)
                .whenComplete((_, failed) -> {
                    synchronized (this) {
                        if (failed != null) {
                            // Nothing is lost: the next record tries again.
                            trimming = false;
                            return;
                        }
                        trimmed = through;
                    }
                    trim();
                });
    }
}
