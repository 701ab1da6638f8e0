package dev.keyward.client.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// What carries a request to the API and its answer back. Safe for use by several threads.
public final class Transport {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    // Making an RSA 4096 key on a busy node takes seconds.
    private static final Duration ANSWER = Duration.ofSeconds(100);

    private final OkHttpClient http;
    private final @Nullable Reach reach;

    private Transport(OkHttpClient http, @Nullable Reach reach) {
        this.http = http;
        this.reach = reach;
    }

    /// How requests get to a server.
    ///
    /// @param domains address of each domain whose names, and those under it, are not asked of DNS
    public record Reach(ServerTrust trust, Map<String, InetAddress> domains) {
        public Reach {
            domains = Map.copyOf(domains);
        }
    }

    /// Carries requests in process.
    ///
    /// @param terminal answers every request itself and never proceeds, so that no socket is opened
    public static Transport through(Interceptor terminal) {
        return new Transport(common().addInterceptor(terminal).build(), null);
    }

    /// Carries requests over HTTPS.
    ///
    /// @param domains address of each domain whose names, and those under it, are not asked of DNS
    public static Transport network(ServerTrust trust, Map<String, InetAddress> domains) {
        OkHttpClient.Builder builder = common().dns(new HostAddresses(domains));
        trust.manager()
                .ifPresent(manager ->
                        builder.sslSocketFactory(trust.context().getSocketFactory(), manager));
        return new Transport(builder.build(), new Reach(trust, domains));
    }

    /// The address of a host as a client without a map sees it.
    ///
    /// @throws UnknownHostException if it has none
    public static InetAddress addressOf(String host) throws UnknownHostException {
        return new HostAddresses(Map.of()).lookup(host).getFirst();
    }

    // Virtual threads: OkHttp's own executor would keep the process alive for a minute.
    private static OkHttpClient.Builder common() {
        return new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(Executors.newVirtualThreadPerTaskExecutor()))
                .followRedirects(false)
                .connectTimeout(CONNECT)
                .readTimeout(ANSWER)
                .callTimeout(ANSWER.plus(CONNECT));
    }

    /// Nothing where requests stay in this process.
    public Optional<Reach> reach() {
        return Optional.ofNullable(reach);
    }

    public OkHttpClient http() {
        return http;
    }
}
