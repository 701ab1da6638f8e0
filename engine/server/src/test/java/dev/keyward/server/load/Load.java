package dev.keyward.server.load;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A closed-loop generator: so many connections, each sending its next request when the answer to
/// the last has come, for a while.
final class Load implements AutoCloseable {
    private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);

    /// A request costs what it will go on costing once so many seconds in a row brought it no
    /// further down: the compiler is done.
    private static final int STEADY_SECONDS = 4;

    /// By less than this part of it, the cost of a request only wavers.
    private static final double WAVERING = 0.03;

    private static final int LONGEST_WARM_UP = 40;

    private final Vertx vertx =
            Vertx.vertx(
                    new VertxOptions()
                            .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                            .setPreferNativeTransport(true));
    private final int connections;

    Load(int connections) {
        this.connections = connections;
    }

    /// One request, sent again and again.
    ///
    /// @param uri by turn
    /// @param body by turn, or null for none
    record Shot(
            HttpMethod method,
            int port,
            IntFunction<String> uri,
            @Nullable String token,
            @Nullable IntFunction<Buffer> body) {}

    /// @param cpuMillis of the server's process, while it was measured
    record Result(long requests, long failures, double seconds, Histogram micros, long cpuMillis) {
        double perSecond() {
            return requests / seconds;
        }

        double cpuMillisPerThousand() {
            return cpuMillis * 1000.0 / requests;
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /// @param server whose CPU time is counted
    Result run(Shot shot, ProcessHandle server, Duration warmUp, Duration time) {
        HttpClient client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setSsl(true)
                                .setTrustAll(true)
                                .setVerifyHost(false)
                                .setKeepAlive(true)
                                .setSslEngineOptions(new OpenSSLEngineOptions()),
                        new PoolOptions()
                                .setHttp1MaxSize(connections)
                                .setEventLoopSize(Runtime.getRuntime().availableProcessors()));
        Run run = new Run(client, shot, new CountDownLatch(connections));
        for (int i = 0; i < connections; i++) {
            run.fire(i);
        }
        pause(warmUp);
        untilSteady(run, server);
        long cpu = cpuMillis(server);
        long start = System.nanoTime();
        run.measuring.set(true);
        pause(time);
        run.measuring.set(false);
        double seconds = (System.nanoTime() - start) / 1e9;
        long used = cpuMillis(server) - cpu;
        run.stopped.set(true);
        try {
            run.idle.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        client.close();
        return new Result(run.requests.sum(), run.failures.sum(), seconds, run.micros, used);
    }

    private static void untilSteady(Run run, ProcessHandle server) {
        double lowest = Double.MAX_VALUE;
        int steady = 0;
        for (int i = 0; i < LONGEST_WARM_UP && steady < STEADY_SECONDS; i++) {
            long cpu = cpuMillis(server);
            int turns = run.turns.get();
            pause(Duration.ofSeconds(1));
            double cost = (cpuMillis(server) - cpu) / (double) (run.turns.get() - turns);
            steady = cost < lowest * (1 - WAVERING) ? 0 : steady + 1;
            lowest = Math.min(lowest, cost);
        }
    }

    private static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static long cpuMillis(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    @Override
    public void close() {
        vertx.close();
    }

    private static final class Run {
        final HttpClient client;
        final Shot shot;
        final CountDownLatch idle;
        final AtomicBoolean measuring = new AtomicBoolean();
        final AtomicBoolean stopped = new AtomicBoolean();
        final LongAdder requests = new LongAdder();
        final LongAdder failures = new LongAdder();
        final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        final AtomicInteger turns = new AtomicInteger();

        Run(HttpClient client, Shot shot, CountDownLatch idle) {
            this.client = client;
            this.shot = shot;
            this.idle = idle;
        }

        void fire(int connection) {
            if (stopped.get()) {
                idle.countDown();
                return;
            }
            boolean counted = measuring.get();
            long start = System.nanoTime();
            int turn = turns.incrementAndGet();
            client.request(
                            new RequestOptions()
                                    .setMethod(shot.method)
                                    .setHost("localhost")
                                    .setPort(shot.port)
                                    .setURI(shot.uri.apply(turn)))
                    .compose(request -> {
                        if (shot.token != null) {
                            request.putHeader(HttpHeaderNames.AUTHORIZATION, shot.token);
                        }
                        if (shot.body == null) {
                            return request.send();
                        }
                        request.putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json");
                        return request.send(shot.body.apply(turn));
                    })
                    .compose(response -> response.body().map(_ -> response.statusCode()))
                    .onComplete(status -> {
                        if (counted && measuring.get()) {
                            if (status.succeeded() && status.result() == 200) {
                                requests.increment();
                                micros.recordValue(
                                        Math.min(
                                                LONGEST_MICROS,
                                                (System.nanoTime() - start) / 1000));
                            } else {
                                failures.increment();
                            }
                        }
                        fire(connection);
                    });
        }
    }
}
