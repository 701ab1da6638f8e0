package dev.keyward.server;

import dev.keyward.model.Demise;
import dev.keyward.server.http.ServerIdentity;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks every few seconds whether the server has another certificate to show, and shows it without
/// ending a connection (security.md, section 8).
final class CertificateWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());
    private static final long PERIOD_SECONDS = 5;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("certificates").daemon().factory());
    private final Source source;
    private final Use use;

    /// Where certificates come from.
    interface Source {
        /// @return null if it is still the one last given
        /// @throws IOException if there is another that is no good
        @Nullable ServerIdentity next() throws IOException;
    }

    /// Who shows them.
    interface Use {
        void accept(ServerIdentity identity) throws IOException;
    }

    CertificateWatch(Source source, Use use) {
        this.source = source;
        this.use = use;
    }

    void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /// Once. What is no good changes nothing.
    void look() {
        try {
            ServerIdentity next = source.next();
            if (next != null) {
                use.accept(next);
                LOG.log(Level.INFO, "the server shows another certificate from now on");
            }
        } catch (IOException bad) {
            LOG.log(Level.ERROR, "the certificate in use stays: {0}", bad.getMessage());
        } catch (RuntimeException fault) {
            // The loop of this thread: without this the timer would stop for ever and say nothing.
            LOG.log(Level.ERROR, "the certificate in use stays", fault);
        } catch (Error fatal) {
            // The timer would keep it to itself.
            Demise.tell(fatal);
            throw fatal;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
