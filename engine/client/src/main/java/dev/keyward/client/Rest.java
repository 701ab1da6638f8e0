package dev.keyward.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.wire.RefusedRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Sends JSON with a bearer token and reads JSON back: one audience, one account.
///
/// A 401 drops the cached token and asks once more with a new one. A 429 or 503 is tried again
/// after the service's `Retry-After`, a bounded number of times. An interrupt cancels the call.
final class Rest {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final int TRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Transport transport;
    private final @Nullable TokenCache tokens;
    private final String audience;
    private final Pause pause;

    /// @param tokens null for calls that need no token
    Rest(Transport transport, @Nullable TokenCache tokens, String audience, Pause pause) {
        this.transport = transport;
        this.tokens = tokens;
        this.audience = audience;
        this.pause = pause;
    }

    JsonNode get(URI uri) {
        return send("GET", uri, null);
    }

    /// The answer of a GET, or nothing if it was a 404.
    Optional<JsonNode> find(URI uri) {
        try {
            return Optional.of(get(uri));
        } catch (VaultCallException e) {
            if (e.status() == 404 && !(e.failure() instanceof CallFailure.HostNotFound)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// @param body null for none
    JsonNode send(String method, URI uri, @Nullable JsonNode body) {
        return sendJson(method, uri, body == null ? null : bytes(body));
    }

    /// @param json an object, null for none
    JsonNode sendJson(String method, URI uri, byte @Nullable [] json) {
        RequestBody content = null;
        if (json != null) {
            content = RequestBody.create(json, JSON_TYPE);
        } else if (!method.equals("GET") && !method.equals("DELETE")) {
            content = RequestBody.create(new byte[0]);
        }
        return send(new Request.Builder().url(uri.toString()).method(method, content).build());
    }

    /// Sends a request that is complete but for its token.
    JsonNode send(Request request) {
        boolean renewed = false;
        for (int tries = 1; ; tries++) {
            AccessToken token = tokens == null ? null : tokens.token(audience);
            Request.Builder builder = request.newBuilder().header("Accept", "application/json");
            if (token != null) {
                builder.header("Authorization", "Bearer " + token.text(SecretAccess.request()));
            }
            Answer answer = exchange(builder.build());
            if (answer.status() / 100 == 2) {
                return parse(answer);
            }
            if (answer.status() == 401 && tokens != null && token != null && !renewed) {
                tokens.forget(audience, token);
                renewed = true;
            } else if ((answer.status() == 429 || answer.status() == 503) && tries < TRIES) {
                await(answer.retryAfter());
            } else {
                throw refusal(request, answer);
            }
        }
    }

    private Answer exchange(Request request) {
        Call call = transport.http().newCall(request);
        CompletableFuture<Answer> arriving = new CompletableFuture<>();
        // Not `execute`: a thread blocked in a socket read doesn't see an interrupt.
        call.enqueue(
                new Callback() {
                    @Override
                    public void onFailure(Call failed, IOException e) {
                        arriving.completeExceptionally(e);
                    }

                    @Override
                    public void onResponse(Call answered, Response response) {
                        try (response) {
                            arriving.complete(
                                    new Answer(
                                            response.code(),
                                            response.header("Retry-After"),
                                            response.body().bytes()));
                        } catch (IOException e) {
                            arriving.completeExceptionally(e);
                        }
                    }
                });
        try {
            return arriving.get();
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw cancelled(e);
        } catch (ExecutionException e) {
            throw Unreachable.because(request.url().host(), e.getCause());
        }
    }

    private void await(@Nullable String retryAfter) {
        Duration wait = Duration.ofSeconds(1);
        if (retryAfter != null && retryAfter.matches("\\d{1,6}")) {
            wait = Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            pause.await(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        }
    }

    private static VaultCallException cancelled(InterruptedException cause) {
        return new VaultCallException(
                VaultCallException.NO_ANSWER,
                new CallFailure.Cancelled(),
                "the call was cancelled",
                cause);
    }

    private static JsonNode parse(Answer answer) {
        if (answer.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new VaultCallException(
                    answer.status(), new CallFailure.BadAnswer(), "the answer isn't JSON", e);
        }
    }

    /// Reads the three error shapes: Key Vault's and ARM's `error`, AAD Graph's `odata.error`, and
    /// OAuth's flat one (RFC 6749 5.2).
    private static VaultCallException refusal(Request request, Answer answer) {
        JsonNode root;
        try {
            root = JSON.readTree(answer.body());
        } catch (IOException e) {
            root = MissingNode.getInstance();
        }
        JsonNode error = root.has("odata.error") ? root.path("odata.error") : root.path("error");
        if (error.isTextual()) {
            return new VaultCallException(
                    answer.status(),
                    new CallFailure.Refused(error.asText(), null),
                    root.path("error_description").asText(error.asText()),
                    null);
        }
        String code = error.path("code").asText("");
        boolean nothingThere = code.equals(RefusedRequest.NOTHING_HERE);
        // A vault's name that means no vault has an address here, but nothing lives there;
        // elsewhere
        // it wouldn't even be resolved. Users see one and the same.
        if (nothingThere && !request.url().encodedPath().startsWith("/subscriptions")) {
            return Unreachable.noHost(answer.status(), request.url().host());
        }
        String inner = error.path("innererror").path("code").asText("");
        JsonNode message = error.path("message");
        String text = message.isObject() ? message.path("value").asText() : message.asText();
        return new VaultCallException(
                answer.status(),
                nothingThere
                        ? new CallFailure.NothingThere()
                        : new CallFailure.Refused(
                                code.isEmpty() ? "Http" + answer.status() : code,
                                inner.isEmpty() ? null : inner),
                text.isEmpty() ? "the service answered with status " + answer.status() : text,
                null);
    }

    static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw Bug.because("a tree is always writable", e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private record Answer(int status, @Nullable String retryAfter, byte[] body) {}
}
