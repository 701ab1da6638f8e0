package dev.keyward.server.http;

import dev.keyward.model.Demise;
import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.time.Duration;

/// The threads that serve connections, one for each processor, and the TLS library. They need
/// nothing of what is served and take longer to load than it does to open, so a start begins with
/// them.
public final class EventLoops {
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String BUFFER_EVENTS = "io.netty.jfr.enabled";

    static {
        // Netty describes its buffers to the flight recorder when it is loaded, whether anybody
        // records or not: a tenth of a second of CPU time. Whoever wants that says so.
        if (System.getProperty(BUFFER_EVENTS) == null) {
            System.setProperty(BUFFER_EVENTS, "false");
        }
    }

    private final Vertx vertx;
    private final AcceptGuard guard;
    private final HttpLimits limits;
    private final Budgets budgets;

    private EventLoops(Vertx vertx, AcceptGuard guard, HttpLimits limits, Budgets budgets) {
        this.vertx = vertx;
        this.guard = guard;
        this.limits = limits;
        this.budgets = budgets;
    }

    /// Starts them; nobody is served before there is a [HttpsListener].
    public static EventLoops start(HttpLimits limits) {
        Budgets budgets = Budgets.of(limits.bytes());
        AcceptGuard guard = new AcceptGuard(limits, budgets);
        Vertx vertx =
                Vertx.builder()
                        .withTransport(guard.transport())
                        .with(
                                new VertxOptions()
                                        .setEventLoopPoolSize(count())
                                        .setWorkerPoolSize(1)
                                        .setInternalBlockingPoolSize(1)
                                        // Nothing is served from files, so nothing is unpacked to
                                        // any.
                                        .setFileSystemOptions(
                                                new FileSystemOptions()
                                                        .setFileCachingEnabled(false)
                                                        .setClassPathResolvingEnabled(false)))
                        .build();
        vertx.exceptionHandler(thrown -> {
            Demise.tell(thrown);
            System.getLogger(EventLoops.class.getName())
                    .log(System.Logger.Level.ERROR, "a fault in an event loop", thrown);
        });
        // Asked for so that it is loaded here; where it can't be, the listener asks again.
        if (!OpenSsl.isAvailable()) {
            System.getLogger(EventLoops.class.getName())
                    .log(System.Logger.Level.DEBUG, "TLS is the JDK''s");
        }
        return new EventLoops(vertx, guard, limits, budgets);
    }

    static int count() {
        return Runtime.getRuntime().availableProcessors();
    }

    Vertx vertx() {
        return vertx;
    }

    AcceptGuard guard() {
        return guard;
    }

    /// What its connections share.
    Budgets budgets() {
        return budgets;
    }

    HttpLimits limits() {
        return limits;
    }

    /// Stops them where no listener does.
    public void close() throws IOException {
        HttpsListener.await(vertx.close(), STOP);
    }
}
