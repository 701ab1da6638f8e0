package dev.keyward.client.rest;

import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.Transport;
import dev.keyward.client.transport.Unreachable;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.ErrorBody;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.WireBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Sends bodies of the wire with a bearer token and reads such back: one audience, one account.
///
/// A 401 drops the cached token and asks once more with a new one. A 429 or 503 is tried again
/// after the service's `Retry-After`, a bounded number of times. An interrupt cancels the call.
public final class Rest {
    /// The longest answer that is read; an export of a vault is the longest there is.
    private static final int MOST_BYTES = 64 << 20;

    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final int TRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Transport transport;
    private final @Nullable TokenCache tokens;
    private final String audience;
    private final Pause pause;

    /// @param tokens null for calls that need no token
    public Rest(Transport transport, @Nullable TokenCache tokens, String audience, Pause pause) {
        this.transport = transport;
        this.tokens = tokens;
        this.audience = audience;
        this.pause = pause;
    }

    public <T> T get(URI uri, Function<JsonReader, T> read) {
        return send("GET", uri, null, read);
    }

    /// The answer of a GET, or nothing if it was a 404.
    public <T> Optional<T> find(URI uri, Function<JsonReader, T> read) {
        return unlessNotFound(() -> get(uri, read));
    }

    private static <T> Optional<T> unlessNotFound(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (VaultCallException e) {
            if (e.status() == 404 && !(e.failure() instanceof CallFailure.HostNotFound)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// As [#find], where the answer may be a list of which the first counts.
    public <T> Optional<T> findFirst(URI uri, Function<JsonReader, T> read) {
        return unlessNotFound(() ->
                understood(
                        answer(request("GET", uri, null)),
                        body -> JsonReader.parseFirst(body, read)));
    }

    /// @param body null for none
    public <T> T send(
            String method, URI uri, @Nullable WireBody body, Function<JsonReader, T> read) {
        return read(answer(request(method, uri, body)), read);
    }

    /// Sends what needs no answer but success.
    public void send(String method, URI uri) {
        answer(request(method, uri, null));
    }

    /// Sends a body that needs no answer but success.
    public void send(String method, URI uri, WireBody body) {
        answer(request(method, uri, body));
    }

    /// Sends a request that is complete but for its token.
    public <T> T send(Request request, Function<JsonReader, T> read) {
        return read(answer(request), read);
    }

    private static Request request(String method, URI uri, @Nullable WireBody body) {
        RequestBody content = null;
        if (body != null) {
            content = RequestBody.create(body.toJson(), JSON_TYPE);
        } else if (!method.equals("GET") && !method.equals("DELETE")) {
            content = RequestBody.create(new byte[0]);
        }
        return new Request.Builder().url(uri.toString()).method(method, content).build();
    }

    private Answer answer(Request request) {
        boolean renewed = false;
        for (int tries = 1; ; tries++) {
            AccessToken token = tokens == null ? null : tokens.token(audience);
            Request.Builder builder = request.newBuilder().header("Accept", "application/json");
            if (token != null) {
                builder.header("Authorization", "Bearer " + token.text(SecretAccess.request()));
            }
            Answer answer = exchange(builder.build());
            if (answer.status() / 100 == 2) {
                return answer;
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
                                            content(response)));
                        } catch (IOException | RuntimeException e) {
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

    private static byte[] content(Response response) throws IOException {
        try (InputStream in = response.body().byteStream()) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new VaultCallException(
                        response.code(),
                        new CallFailure.BadAnswer(),
                        "the answer is longer than %d MiB, the most that is read"
                                .formatted(MOST_BYTES >> 20),
                        null);
            }
            return content;
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

    private static <T> T read(Answer answer, Function<JsonReader, T> read) {
        return understood(answer, body -> JsonReader.parseAnswer(body, read));
    }

    private static <T> T understood(Answer answer, Function<byte[], T> read) {
        try {
            return read.apply(answer.body());
        } catch (VaultException e) {
            String why =
                    e.error() instanceof VaultError.BadParameter(String member, String mustBe)
                            ? member + " must be " + mustBe
                            : String.valueOf(e.getMessage());
            throw new VaultCallException(
                    answer.status(),
                    new CallFailure.BadAnswer(),
                    "the answer isn't understood: " + why,
                    e);
        }
    }

    private static VaultCallException refusal(Request request, Answer answer) {
        ErrorBody error;
        try {
            error = JsonReader.parseAnswer(answer.body(), ErrorBody::read);
        } catch (VaultException e) {
            error = new ErrorBody("", "", null);
        }
        String code = error.code();
        boolean nothingThere = code.equals(RefusedRequest.NOTHING_HERE);
        // A vault's name that means no vault has an address here, but nothing lives there;
        // elsewhere
        // it wouldn't even be resolved. Users see one and the same.
        if (nothingThere && !request.url().encodedPath().startsWith("/subscriptions")) {
            return Unreachable.noHost(answer.status(), request.url().host());
        }
        return new VaultCallException(
                answer.status(),
                nothingThere
                        ? new CallFailure.NothingThere()
                        : new CallFailure.Refused(
                                code.isEmpty() ? "Http" + answer.status() : code,
                                error.innerCode()),
                error.message().isEmpty()
                        ? "the service answered with status " + answer.status()
                        : error.message(),
                null);
    }

    private record Answer(int status, @Nullable String retryAfter, byte[] body) {}
}
