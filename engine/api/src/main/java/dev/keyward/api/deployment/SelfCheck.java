package dev.keyward.api.deployment;

import dev.keyward.model.VaultException;
import dev.keyward.records.SealedStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a deployment looks at in its own store while it runs (security.md, section 4.4): each
/// second whether it was set back, and then the anchor goes on; once a day, and soon after the
/// start, every row of every scope. Used by the thread of [Housekeeping] alone.
public final class SelfCheck {
    private static final System.Logger LOG = System.getLogger(SelfCheck.class.getName());
    private static final Duration SCRUB_EVERY = Duration.ofHours(24);

    private final SealedStore sealed;
    private final Anchor anchor;
    private final Scrub scrub;
    private final Runnable onSetBack;
    private final Consumer<String> onFailedFlush;
    private final InstantSource clock;
    private boolean setBack;
    private @Nullable Instant scrubbed;

    /// @param onSetBack told once, when the store under a running process became an older one
    /// @param onFailedFlush told when the disk failed to keep the anchor
    public SelfCheck(
            SealedStore sealed,
            Anchor anchor,
            Scrub scrub,
            Runnable onSetBack,
            Consumer<String> onFailedFlush,
            InstantSource clock) {
        this.sealed = sealed;
        this.anchor = anchor;
        this.scrub = scrub;
        this.onSetBack = onSetBack;
        this.onFailedFlush = onFailedFlush;
        this.clock = clock;
    }

    /// Each second.
    void advance() {
        if (setBack) {
            return;
        }
        try {
            anchor.advance();
        } catch (VaultException failed) {
            setBack = true;
            LOG.log(Level.ERROR, "the database was set back: {0}", failed.error());
            onSetBack.run();
        } catch (AnchorFile.FlushFailed failed) {
            onFailedFlush.accept(String.valueOf(failed.getMessage()));
        }
    }

    /// Each minute: finishes rotations that a crash interrupted, and scrubs when it is time.
    void round() {
        Instant now = clock.instant();
        if (setBack || scrubbed != null && now.isBefore(scrubbed.plus(SCRUB_EVERY))) {
            return;
        }
        if (scrubbed == null) {
            int finished = sealed.rotation(Housekeeping::breathe).finish();
            if (finished > 0) {
                LOG.log(Level.INFO, "rotations finished={0}", finished);
            }
        }
        scrubbed = now;
        scrub.run();
    }
}
