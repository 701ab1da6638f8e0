package dev.keyward.cmdlet.vault.connection;

import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/// Answers every request by the API in this process; nothing goes on to a socket.
final class ApiInterceptor implements Interceptor {
    private final Api api;

    ApiInterceptor(Api api) {
        this.api = api;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        ApiResponse answer;
        try {
            answer = api.handle(read(request)).toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the call was cancelled");
        } catch (ExecutionException e) {
            throw new IOException("the API failed", e);
        }
        Response.Builder response =
                new Response.Builder()
                        .request(request)
                        .protocol(Protocol.HTTP_1_1)
                        .code(answer.status())
                        .message("");
        answer.headers().forEach(response::addHeader);
        String type = answer.headers().get("Content-Type");
        return response.body(
                        ResponseBody.create(
                                answer.body(), type == null ? null : MediaType.parse(type)))
                .build();
    }

    private static ApiRequest read(Request request) throws IOException {
        HttpUrl url = request.url();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Headers sent = request.headers();
        for (int i = 0; i < sent.size(); i++) {
            headers.computeIfAbsent(sent.name(i).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(sent.value(i));
        }
        byte[] body = new byte[0];
        var content = request.body();
        if (content != null) {
            Buffer buffer = new Buffer();
            content.writeTo(buffer);
            body = buffer.readByteArray();
            // OkHttp writes these two only where it writes to a socket.
            MediaType type = content.contentType();
            if (type != null) {
                headers.putIfAbsent("content-type", List.of(type.toString()));
            }
            headers.putIfAbsent("content-length", List.of(String.valueOf(body.length)));
        }
        headers.putIfAbsent("user-agent", List.of("keyward-shell"));
        String query = url.encodedQuery();
        return new ApiRequest(
                request.method(),
                url.port() == 443 ? url.host() : url.host() + ":" + url.port(),
                url.encodedPath(),
                query == null ? "" : query,
                headers,
                body,
                "embedded",
                "");
    }
}
