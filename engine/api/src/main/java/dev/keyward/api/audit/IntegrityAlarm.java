package dev.keyward.api.audit;

import dev.keyward.audit.AuditLog;
import dev.keyward.model.DeploymentTime;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Puts what failed its integrity check on the record, as the system's own entry and beside that of
/// the request that met it, which says less (security.md, section 4.3).
///
/// The same finding is told once a minute: who asks for a broken record again and again must not
/// fill the trail.
public final class IntegrityAlarm implements Consumer<String> {
    static final String OPERATION = "IntegrityFailure";

    private static final System.Logger LOG = System.getLogger(IntegrityAlarm.class.getName());
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1000;

    private final AuditLog audit;
    private final DeploymentTime clock;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    public IntegrityAlarm(AuditLog audit, DeploymentTime clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// @param what names the record and what is wrong with it; no secret
    @Override
    public void accept(String what) {
        Instant now = clock.instant();
        if (told.size() >= REMEMBERED) {
            told.clear();
        }
        Instant certain = clock.certain();
        Instant last = told.put(what, certain);
        if (last != null && certain.isBefore(last.plus(QUIET))) {
            told.put(what, last);
            return;
        }
        try {
            audit.append(SystemRecord.failure(OPERATION, now, AuditText.clean(what)))
                    .whenComplete((_, failed) -> {
                        if (failed != null) {
                            unrecorded(failed);
                        }
                    });
        } catch (RuntimeException failed) {
            // The finding itself must reach whoever met it, whatever becomes of this.
            unrecorded(failed);
        }
    }

    private static void unrecorded(Throwable failed) {
        LOG.log(Level.ERROR, "an integrity failure could not be recorded", failed);
    }
}
