package dev.keyward.api;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request on its way through an operation: what was asked, by whom, and what its audit record
/// shall say. Used by one thread at a time.
public final class Exchange {
    private final ApiRequest request;
    private final Endpoints endpoints;
    private final UUID requestId;
    private final Instant received;
    private final AuditFields audit = new AuditFields();
    private final IntFunction<byte[]> evidenceOf;
    private List<String> names = List.of();
    private List<String> values = List.of();
    private @Nullable Query query;
    private boolean evidenceTaken;

    Exchange(
            ApiRequest request,
            Endpoints endpoints,
            UUID requestId,
            Instant received,
            IntFunction<byte[]> evidenceOf) {
        this.request = request;
        this.endpoints = endpoints;
        this.requestId = requestId;
        this.received = received;
        this.evidenceOf = evidenceOf;
    }

    void matched(Routes.Found found) {
        this.names = found.names();
        this.values = found.values();
    }

    public ApiRequest request() {
        return request;
    }

    /// The bytes of the body, empty if there is none; not to be changed.
    public byte[] body() {
        return request.body();
    }

    /// A part in braces of the route's template, decoded.
    public String path(String name) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw Bug.because("the route has no part {" + name + "}");
        }
        return values.get(i);
    }

    /// A part in braces that not all routes of the operation have.
    public Optional<String> optionalPath(String name) {
        int i = names.indexOf(name);
        return i < 0 ? Optional.empty() : Optional.of(values.get(i));
    }

    /// The decoded query.
    ///
    /// @throws VaultException with `BadRequestText` when it is malformed
    public Query query() {
        if (query == null) {
            query = Query.parse(request.query());
        }
        return query;
    }

    /// The `api-version` of the request; the dispatcher has checked that it is known.
    public String apiVersion() {
        return query().get("api-version").orElse("");
    }

    /// The first value of a header.
    ///
    /// @param name in lower case
    public Optional<String> header(String name) {
        List<String> all = request.headers().get(name);
        return all == null || all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /// Where URLs in the answer come from.
    public Endpoints endpoints() {
        return endpoints;
    }

    /// `x-ms-request-id` of the answer.
    public UUID requestId() {
        return requestId;
    }

    /// When the request came: the one time that all decisions about it are made at.
    public Instant received() {
        return received;
    }

    /// What the audit record shall say beyond the request itself.
    public AuditFields audit() {
        return audit;
    }

    /// The audit record of a change, to be called inside it and stored in its transaction. Set
    /// [#audit] before; a second record is then not written.
    ///
    /// @param status of the answer when the change succeeds
    public Supplier<byte[]> evidence(int status) {
        return () -> {
            evidenceTaken = true;
            return evidenceOf.apply(status);
        };
    }

    boolean evidenceTaken() {
        return evidenceTaken;
    }

    /// Waits for a change or read. Only where the operation's [Cost] allows waiting.
    ///
    /// @throws VaultException what the stage failed with
    public <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        try {
            return future.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case VaultException refusal -> throw refusal;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case Throwable other -> throw new VaultException(unavailable(other));
                case null -> throw failed;
            }
        }
    }

    private static VaultError unavailable(Throwable cause) {
        return new VaultError.Unavailable(cause.getClass().getSimpleName());
    }
}
