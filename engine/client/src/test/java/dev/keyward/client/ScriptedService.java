package dev.keyward.client;

import dev.keyward.client.transport.Transport;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/// A service that gives answers in a fixed order and remembers what it was asked.
public final class ScriptedService implements Interceptor {
    private final Queue<Response.Builder> answers = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    public ScriptedService answers(int status, String body, String... headers) {
        Response.Builder answer =
                new Response.Builder()
                        .protocol(Protocol.HTTP_1_1)
                        .code(status)
                        .message("")
                        .body(ResponseBody.create(body, MediaType.get("application/json")));
        for (int i = 0; i < headers.length; i += 2) {
            answer.header(headers[i], headers[i + 1]);
        }
        answers.add(answer);
        return this;
    }

    @Override
    public synchronized Response intercept(Chain chain) throws IOException {
        requests.add(chain.request());
        Buffer sent = new Buffer();
        var body = chain.request().body();
        if (body != null) {
            body.writeTo(sent);
        }
        bodies.add(sent.readUtf8());
        Response.Builder answer = answers.poll();
        if (answer == null) {
            throw new IOException("nothing more to say");
        }
        return answer.request(chain.request()).build();
    }

    /// Methods and URLs in order.
    public synchronized List<String> asked() {
        return requests.stream().map(it -> it.method() + " " + it.url()).toList();
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    public Transport transport() {
        return Transport.through(this);
    }
}
