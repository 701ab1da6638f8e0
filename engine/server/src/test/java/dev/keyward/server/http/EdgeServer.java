package dev.keyward.server.http;

import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Reception;
import dev.keyward.server.Ports;
import dev.keyward.server.TestTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/// A listener in front of an API that knows one token, and of what everybody may ask one path.
final class EdgeServer implements AutoCloseable {
    static final String TOKEN = "Bearer good";
    static final String FOR_ALL = "/open";

    /// Requests that came whole.
    final List<ApiRequest> handled = new CopyOnWriteArrayList<>();

    /// Statuses of refusals, in order.
    final List<Integer> refused = new CopyOnWriteArrayList<>();

    /// What refusals are put on the record with, none of which is durable before this completes.
    volatile CompletionStage<?> durable = CompletableFuture.completedFuture("");

    final SSLContext client;
    final Budgets budgets;
    final int port;
    private final HttpsListener listener;

    EdgeServer(HttpLimits limits) throws IOException, GeneralSecurityException {
        TestTls tls = new TestTls();
        this.client = tls.client();
        this.port = Ports.free();
        EventLoops loops = EventLoops.start(limits);
        this.budgets = loops.budgets();
        this.listener =
                HttpsListener.start(
                        loops,
                        new TokenApi(),
                        (_, status, _, _) -> {
                            refused.add(status);
                            return durable.thenApply(_ -> answer(status));
                        },
                        tls.identity(),
                        List.of(new ListenerPlace("127.0.0.1", port, "", Optional::empty)));
    }

    private static ApiResponse answer(int status) {
        return ApiResponse.json(
                status, ("{\"status\":" + status + "}").getBytes(StandardCharsets.UTF_8));
    }

    private final class TokenApi implements Api {
        @Override
        public CompletionStage<ApiResponse> handle(ApiRequest request) {
            handled.add(request);
            return CompletableFuture.completedFuture(answer(isKnown(request) ? 200 : 401));
        }

        @Override
        public Reception receive(ApiRequest head) {
            if (head.path().equals(FOR_ALL)) {
                return new Reception.Stranger();
            }
            return isKnown(head)
                    ? new Reception.Welcome("tenant")
                    : new Reception.Answered(CompletableFuture.completedFuture(answer(401)));
        }

        private boolean isKnown(ApiRequest request) {
            return request.path().equals(FOR_ALL)
                    || List.of(TOKEN).equals(request.headers().get("authorization"));
        }
    }

    @Override
    public void close() {
        listener.close();
    }
}
