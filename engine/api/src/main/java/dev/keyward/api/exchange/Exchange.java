package dev.keyward.api.exchange;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.roles.Decision;
import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.wire.RefusedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request on its way through an operation: what was asked, by whom, and what its audit record
/// shall say. Used by one thread at a time.
public final class Exchange {
    private static final byte[] NOTHING = {};

    private ApiRequest request;
    private final Plane plane;
    private final HostKind host;
    private final Endpoints endpoints;
    private UUID requestId;
    private final Instant received;
    private final long startNanos = System.nanoTime();
    private final AuditFields audit = new AuditFields();
    private final Recorder recorder;
    private List<String> names = List.of();
    private List<String> values = List.of();
    private @Nullable Query query;
    private @Nullable String operation;
    private @Nullable Category category;
    private @Nullable Vault vault;
    private @Nullable Caller caller;
    private @Nullable Decision decision;
    private volatile boolean evidenceTaken;
    private volatile boolean abandoned;

    Exchange(
            ApiRequest request,
            Plane plane,
            HostKind host,
            Endpoints endpoints,
            UUID requestId,
            Instant received,
            Recorder recorder) {
        this.request = request;
        this.plane = plane;
        this.host = host;
        this.endpoints = endpoints;
        this.requestId = requestId;
        this.received = received;
        this.recorder = recorder;
    }

    // --- what Admission finds out

    void matched(String operationName, Category records, List<String> parts, List<String> found) {
        this.operation = operationName;
        this.category = records;
        this.names = parts;
        this.values = found;
    }

    void reached(Vault found) {
        this.vault = found;
    }

    void authenticated(Caller verified) {
        this.caller = verified;
    }

    void decided(Decision made) {
        this.decision = made;
    }

    void left() {
        this.abandoned = true;
    }

    /// It was answered together with others, under this id.
    void rolledUp(UUID id) {
        this.requestId = id;
        this.request =
                new ApiRequest(
                        request.method(),
                        request.authority(),
                        request.path(),
                        request.query(),
                        request.headers(),
                        NOTHING,
                        request.peer(),
                        request.tls(),
                        request.mutualTls());
    }

    // --- what operations ask

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

    /// Which service the request is for.
    public Plane plane() {
        return plane;
    }

    /// Whether it came by the plane's own host, or by one that serves all planes.
    public HostKind host() {
        return host;
    }

    /// `x-ms-request-id` of the answer.
    public UUID requestId() {
        return requestId;
    }

    /// When the request came: the one time that all decisions about it are made at.
    public Instant received() {
        return received;
    }

    /// Who asks.
    public Caller caller() {
        if (caller == null) {
            throw Bug.because("an anonymous operation asked for its caller");
        }
        return caller;
    }

    /// The vault the request's host names, as it was when the request was authorized.
    public Vault vault() {
        if (vault == null) {
            throw Bug.because("an operation outside the data plane asked for its vault");
        }
        return vault;
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
            return recorder.record(this, status, null);
        };
    }

    /// Between two parts of work that takes long: there may be nobody left to do the next one for.
    ///
    /// @throws RefusedRequest if so
    public void pause() {
        if (abandoned) {
            throw gone();
        }
    }

    /// Whether nobody waits for the answer any more.
    public boolean isAbandoned() {
        return abandoned;
    }

    /// What the record says of a request whose client didn't wait for its answer.
    public static RefusedRequest gone() {
        return new RefusedRequest(
                499, "ClientClosedRequest", "the client left before the work was done");
    }

    /// Waits for a change or read. Only where the operation's `Cost` allows waiting.
    ///
    /// @throws VaultException what the stage failed with
    public <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        try {
            return future.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case VaultException refusal -> throw refusal;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case Throwable other ->
                        throw new VaultException(
                                new VaultError.Unavailable(other.getClass().getSimpleName()));
                case null -> throw failed;
            }
        }
    }

    // --- what the dispatcher and the audit record want to know

    /// The name of the operation; null where no route led to one.
    public @Nullable String operation() {
        return operation;
    }

    /// Which kind of record the operation leaves; null where there is none.
    public @Nullable Category category() {
        return category;
    }

    public @Nullable Vault vaultIfKnown() {
        return vault;
    }

    public @Nullable Caller callerIfKnown() {
        return caller;
    }

    public @Nullable Decision decision() {
        return decision;
    }

    /// Whether a change took the audit record along.
    public boolean evidenceTaken() {
        return evidenceTaken;
    }

    /// Whole milliseconds since the request came.
    public long elapsedMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    /// The URL of the host that the request reached.
    public String base() {
        return switch (plane) {
            case VAULT -> vault == null ? "https://" : endpoints.vault(vault);
            case MANAGEMENT -> endpoints.management();
            case ADMIN -> endpoints.admin();
            case LOGIN -> endpoints.login();
            case GRAPH -> endpoints.graph();
            case IDENTITY -> "http://" + request.authority();
        };
    }

    /// The first segment as routes spell it, however the client did: the trail is searched for it.
    private String collection() {
        String path = request.path();
        int from = 0;
        while (from < path.length() && path.charAt(from) == '/') {
            from++;
        }
        int to = path.indexOf('/', from);
        String decoded = Percent.decode(path, from, to, Percent.Plus.LITERAL);
        return AsciiCase.lower(decoded == null ? path.substring(from, to) : decoded);
    }

    /// The URL of the object addressed: what the operation said, else that of the path.
    public @Nullable String objectUrl() {
        if (audit.object() != null || plane != Plane.VAULT) {
            return audit.object();
        }
        int name = names.indexOf("name");
        if (name < 0) {
            return null;
        }
        int version = names.indexOf("version");
        String url = base() + "/" + collection() + "/" + values.get(name);
        return version < 0 ? url : url + "/" + values.get(version);
    }
}
