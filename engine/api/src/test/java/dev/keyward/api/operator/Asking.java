package dev.keyward.api.operator;

import dev.keyward.api.Engine;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Sends [Samples] to an engine, as they are or with other words in them.
record Asking(Engine engine) {
    record Reply(int status, Map<String, String> headers, String body) {
        /// All of it but what is each request's own.
        String whole() {
            Map<String, String> told = new TreeMap<>(headers);
            String id = told.remove("x-ms-request-id");
            String text = status + " " + told + " " + body;
            return id == null ? text : text.replace(id, "*");
        }

        boolean done() {
            return status < 400;
        }
    }

    /// A request of this very process, so that nothing is rolled up and no firewall asked.
    CompletableFuture<Reply> send(
            Samples.Sample sample, UnaryOperator<String> rewrite, @Nullable String token) {
        return send(sample, rewrite, token, sample.body(), "application/json");
    }

    CompletableFuture<Reply> send(
            Samples.Sample sample,
            UnaryOperator<String> rewrite,
            @Nullable String token,
            @Nullable String body,
            String type) {
        String target = rewrite.apply(sample.target());
        int question = target.indexOf('?');
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("content-type", List.of(type));
        if (token != null) {
            headers.put("authorization", List.of("Bearer " + token));
        }
        return engine.handle(
                        new ApiRequest(
                                sample.route().method(),
                                rewrite.apply(sample.host()),
                                target.substring(0, question),
                                target.substring(question + 1),
                                headers,
                                body == null
                                        ? new byte[0]
                                        : rewrite.apply(body).getBytes(StandardCharsets.UTF_8),
                                "127.0.0.1",
                                ""))
                .toCompletableFuture()
                .thenApply(Asking::reply);
    }

    private static Reply reply(ApiResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Reply(
                response.status(), headers, new String(response.body(), StandardCharsets.UTF_8));
    }
}
