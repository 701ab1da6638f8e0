package dev.keyward.api.dispatch;

import dev.keyward.api.audit.AuditRecord;
import dev.keyward.api.exchange.Admission;
import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Door;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.exchange.Reception;
import dev.keyward.api.exchange.Refusals;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Plan;
import dev.keyward.audit.AuditLog;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tokens.KeysAwaited;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.wire.ErrorTable;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.WireError;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Takes every request the same way: [Targets], [Gate], plan, share, operation, audit record,
/// answer.
public final class Dispatcher implements Api, Refusals {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    /// Of what waited, and had to make room for others.
    private static final VaultError OVERTAKEN = new VaultError.Throttled(Duration.ofSeconds(1));

    private final Targets targets;
    private final Gate gate;
    private final Workers workers;
    private final AuditLog audit;
    private final RollUps rollUps;
    private final Answers answers;
    private final InstantSource clock;
    private final BooleanSupplier halted;
    private final Thread.UncaughtExceptionHandler onError;

    /// @param halted becomes true for good when a disk failed: from then on nothing is answered as
    ///   done, whatever became of it
    public Dispatcher(
            Targets targets,
            Gate gate,
            Workers workers,
            AuditLog audit,
            Answers answers,
            InstantSource clock,
            BooleanSupplier halted,
            Thread.UncaughtExceptionHandler onError) {
        this.targets = targets;
        this.gate = gate;
        this.workers = workers;
        this.audit = audit;
        this.rollUps = new RollUps(audit);
        this.answers = answers;
        this.clock = clock;
        this.halted = halted;
        this.onError = onError;
    }

    /// A door to one operation: what comes by it is for nothing else, and nothing else leads there.
    public Door door(Plane plane, Endpoints endpoints, Operation operation) {
        Way way = new OneOperation(plane, endpoints, operation);
        return new Door() {
            @Override
            public CompletionStage<ApiResponse> handle(ApiRequest request) {
                return Dispatcher.this.handle(way, request);
            }

            @Override
            public CompletionStage<ApiResponse> refuse(
                    ApiRequest head, int status, String code, String message) {
                return Dispatcher.this.refuse(way, head, status, code, message);
            }
        };
    }

    @Override
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        return handle(targets, request);
    }

    private CompletionStage<ApiResponse> handle(Way way, ApiRequest request) {
        try {
            return begun(way, request);
        } catch (KeysAwaited awaited) {
            return awaited.fetched()
                    .handle((_, _) -> again(way, request))
                    .thenCompose(stage -> stage);
        }
    }

    /// Whose keys were waited for once gets an answer now, whatever they are.
    private CompletionStage<ApiResponse> again(Way way, ApiRequest request) {
        try {
            return begun(way, request);
        } catch (KeysAwaited _) {
            Admission admission = begin(request, way.of(request));
            return release(
                    admission,
                    refused(admission.exchange(), new VaultError.Throttled(Duration.ofSeconds(1))));
        }
    }

    private CompletionStage<ApiResponse> begun(Way way, ApiRequest request) {
        Target target = way.of(request);
        Admission admission = begin(request, target);
        Exchange exchange = admission.exchange();
        try {
            Operation operation = gate.admit(admission, target, way.match(target, request));
            Plan plan = operation.planner().plan(exchange);
            gate.takeShare(exchange, operation, plan.weight());
            if (plan.cost() == Cost.MEMORY) {
                return release(admission, run(exchange, plan));
            }
            return later(admission, plan);
        } catch (RefusedRequest refusal) {
            return release(admission, refused(exchange, refusal.answer()));
        } catch (VaultException refusal) {
            return release(admission, refused(exchange, refusal.error()));
        } catch (KeysAwaited awaited) {
            throw awaited;
        } catch (Throwable fault) {
            // The request loop: nobody above could answer.
            return release(admission, broken(exchange, fault));
        }
    }

    /// What waits is taken back when nobody waits for its answer any more, and that is recorded.
    private CompletionStage<ApiResponse> later(Admission admission, Plan plan) {
        Exchange exchange = admission.exchange();
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        BooleanSupplier withdrawal =
                workers.run(
                        plan.cost(),
                        new Workers.Task(
                                owner(exchange),
                                exchange.body().length,
                                () ->
                                        release(admission, run(exchange, plan))
                                                .whenComplete((done, _) -> answer.complete(done)),
                                () ->
                                        release(admission, refused(exchange, OVERTAKEN))
                                                .whenComplete((done, _) -> answer.complete(done))));
        var _ =
                answer.whenComplete((_, _) -> {
                    if (answer.isCancelled()) {
                        admission.left();
                        if (withdrawal.getAsBoolean()) {
                            release(admission, refused(exchange, Exchange.gone().answer()));
                        }
                    }
                });
        return answer;
    }

    private static FairLane.Owner owner(Exchange exchange) {
        Vault vault = exchange.vaultIfKnown();
        Caller caller = exchange.callerIfKnown();
        return new FairLane.Owner(
                vault != null ? vault.tenantId() : caller != null ? caller.tenant() : null,
                vault == null ? null : vault.id());
    }

    @Override
    public Reception receive(ApiRequest head) {
        Target target = targets.of(head);
        Admission admission = begin(head, target);
        Exchange exchange = admission.exchange();
        try {
            gate.admit(admission, target, targets.match(target, head));
            Caller caller = exchange.callerIfKnown();
            return caller == null
                    ? new Reception.Stranger()
                    : new Reception.Welcome(caller.tenant().toString());
        } catch (RefusedRequest refusal) {
            return new Reception.Answered(release(admission, refused(exchange, refusal.answer())));
        } catch (VaultException refusal) {
            return new Reception.Answered(release(admission, refused(exchange, refusal.error())));
        } catch (KeysAwaited _) {
            // Whether anybody knows it is found out when the request is whole.
            return new Reception.Stranger();
        } catch (Throwable fault) {
            // The request loop once more.
            return new Reception.Answered(release(admission, broken(exchange, fault)));
        }
    }

    @Override
    public CompletionStage<ApiResponse> refuse(
            ApiRequest head, int status, String code, String message) {
        return refuse(targets, head, status, code, message);
    }

    private CompletionStage<ApiResponse> refuse(
            Way way, ApiRequest head, int status, String code, String message) {
        Admission admission = begin(head, way.of(head));
        return release(
                admission,
                refused(admission.exchange(), new RefusedRequest(status, code, message).answer()));
    }

    private Admission begin(ApiRequest request, Target target) {
        return new Admission(
                request,
                target.plane(),
                target.host(),
                target.endpoints(),
                newId(),
                clock.instant(),
                AuditRecord::of);
    }

    private Answers.Outcome run(Exchange exchange, Plan plan) {
        try {
            return new Answers.Outcome(plan.work().get(), null);
        } catch (RefusedRequest refusal) {
            return refused(exchange, refusal.answer());
        } catch (VaultException refusal) {
            return refused(exchange, refusal.error());
        } catch (Throwable fault) {
            // The request loop again, perhaps on another thread.
            return broken(exchange, fault);
        }
    }

    private Answers.Outcome refused(Exchange exchange, VaultError error) {
        switch (error) {
            case VaultError.Unavailable e ->
                    LOG.log(
                            Level.ERROR,
                            "request={0} unavailable: {1}",
                            exchange.requestId(),
                            e.what());
            case VaultError.IntegrityFailure e ->
                    LOG.log(
                            Level.ERROR,
                            "request={0} integrity failure: {1}",
                            exchange.requestId(),
                            e.what());
            default ->
                    LOG.log(
                            Level.DEBUG,
                            () ->
                                    "request="
                                            + exchange.requestId()
                                            + " refused: "
                                            + error.getClass().getSimpleName());
        }
        return answers.refusal(exchange, ErrorTable.of(error));
    }

    private Answers.Outcome refused(Exchange exchange, WireError answer) {
        LOG.log(
                Level.DEBUG,
                () -> "request=" + exchange.requestId() + " refused: " + answer.body().code());
        return answers.refusal(exchange, answer);
    }

    private Answers.Outcome broken(Exchange exchange, Throwable fault) {
        if (fault instanceof Error) {
            onError.uncaughtException(Thread.currentThread(), fault);
        }
        LOG.log(Level.ERROR, "request=" + exchange.requestId() + " failed", fault);
        return Answers.fault(exchange);
    }

    /// Gives the answer out once its record is durable, which may be one that it shares with
    /// others. A change brought its record along in its own transaction; everything else is
    /// appended here.
    private CompletionStage<ApiResponse> release(Admission admission, Answers.Outcome outcome) {
        Exchange exchange = admission.exchange();
        if (exchange.evidenceTaken() && outcome.description() == null) {
            return CompletableFuture.completedFuture(
                    unlessHalted(exchange, answers.complete(exchange, outcome.response())));
        }
        int status = outcome.response().status();
        ApiResponse response = outcome.response();
        try {
            UUID own = exchange.requestId();
            CompletionStage<@Nullable Void> durable =
                    outcome.fault()
                            ? null
                            : rollUps.join(
                                    admission, status, outcome.description(), Dispatcher::newId);
            if (durable == null) {
                durable = audit.append(AuditRecord.of(exchange, status, outcome.description()));
            } else {
                response = Answers.renamed(response, own, exchange.requestId());
            }
            ApiResponse answer = answers.complete(exchange, response);
            return durable.handle((_, failed) ->
                    failed == null
                            ? unlessHalted(exchange, answer)
                            : unaudited(exchange, answer, failed));
        } catch (Exception fault) {
            return CompletableFuture.completedFuture(unaudited(exchange, response, fault));
        }
    }

    /// No record, no answer: the result is wiped, and that it can't be told is all that is told.
    private ApiResponse unaudited(Exchange exchange, ApiResponse response, Throwable fault) {
        // Once a disk failed that is said; not again for each request.
        LOG.log(
                halted.getAsBoolean() ? Level.DEBUG : Level.ERROR,
                "request=" + exchange.requestId() + " could not be audited",
                fault);
        return wiped(exchange, response);
    }

    /// Neither that something was done nor that it wasn't can be relied on then.
    private ApiResponse unlessHalted(Exchange exchange, ApiResponse response) {
        return response.status() < 500 && halted.getAsBoolean()
                ? wiped(exchange, response)
                : response;
    }

    private ApiResponse wiped(Exchange exchange, ApiResponse response) {
        Arrays.fill(response.body(), (byte) 0);
        WireError error = ErrorTable.of(new VaultError.Unavailable("storage"));
        return answers.complete(exchange, answers.refusal(exchange, error).response());
    }

    /// A name for the request in logs; nothing depends on it being hard to guess.
    private static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L,
                random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }
}
