package dev.keyward.api.administration;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.audit.AuditEntry;
import dev.keyward.audit.AuditReader;
import dev.keyward.audit.AuditVerifier;
import dev.keyward.audit.CheckpointVerifier;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The audit trail as a resource below a subscription, for those who manage it. Reading it is
/// audited like everything else.
///
/// `GET /subscriptions/{s}/providers/Keyward.Audit/records` answers records of the subscription; to
/// administrators of its directory, those of the directory too, and of a deleted one its own; by
/// the operator's subscription, those of its plane and of the deployment, and of no tenant.
/// Parameters, all optional: `from` (inclusive) and `to` (exclusive) as ISO 8601 instants, `vault`,
/// `operation`, `$top` (1 to 1000, default 100). With neither `from` nor `to` it answers the
/// newest; else the oldest of the span, and `nextLink` leads on.
///
/// `POST /subscriptions/{s}/providers/Keyward.Audit/verify` checks the whole trail and tells
/// nothing of what is in it; for owners of the deployment.
public final class AuditTrail {
    private static final String PROVIDER = "/subscriptions/{subscription}/providers/Keyward.Audit";
    private static final String READ = "Keyward.Audit/records/read";
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final int NEAR = 8;

    private final Path directory;
    private final CheckpointVerifier keys;
    private final DeploymentOwners owners;

    public AuditTrail(Path directory, CheckpointVerifier keys, DeploymentOwners owners) {
        this.directory = directory;
        this.keys = keys;
        this.owners = owners;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        PROVIDER + "/records",
                        Operation.signedIn(READ, Category.ADMINISTRATIVE, Cost.STORE, this::read)),
                Route.post(
                        PROVIDER + "/verify",
                        Operation.signedIn(
                                "Keyward.Audit/verify/action",
                                Category.ADMINISTRATIVE,
                                Cost.STORE,
                                this::verify)));
    }

    private ApiResponse read(Exchange exchange) {
        RecordFilter filter =
                new RecordFilter(
                        owners.trail(exchange, READ),
                        lower(exchange, "vault"),
                        lower(exchange, "operation"));
        Optional<Instant> from = time(exchange, "from");
        Optional<Instant> to = time(exchange, "to");
        int top = top(exchange);
        long after = after(exchange);
        try {
            if (from.isEmpty() && to.isEmpty() && after == 0) {
                return page(exchange, newest(filter, top), null);
            }
            List<AuditEntry> found = new ArrayList<>();
            boolean more =
                    collect(
                            filter,
                            from.orElse(Instant.MIN),
                            to.orElse(Instant.MAX),
                            after,
                            top,
                            found);
            return page(exchange, found, more ? next(exchange, found.getLast()) : null);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new VaultException(new VaultError.Unavailable("audit trail"));
        }
    }

    private static ApiResponse page(
            Exchange exchange, List<AuditEntry> entries, @Nullable String nextLink) {
        exchange.audit().extra(AuditFields.Extra.COUNT, Integer.toString(entries.size()));
        return ApiResponse.json(200, TrailPage.records(entries, nextLink).toJson());
    }

    private static Deque<AuditEntry> walk(
            Stream<AuditEntry> entries, RecordFilter filter, int top) {
        Deque<AuditEntry> newest = new ArrayDeque<>();
        entries.filter(filter::accepts)
                .forEach(entry -> {
                    newest.addLast(entry);
                    if (newest.size() > top) {
                        newest.removeFirst();
                    }
                });
        return newest;
    }

    /// Most readers find them near the end; only who doesn't has the whole trail walked through.
    private List<AuditEntry> newest(RecordFilter filter, int top) throws IOException {
        List<AuditEntry> end = AuditReader.at(directory).tail(top * NEAR);
        Deque<AuditEntry> near = walk(end.stream(), filter, top);
        if (near.size() == top || end.size() < top * NEAR) {
            return List.copyOf(near);
        }
        try (Stream<AuditEntry> all = AuditReader.at(directory).after(0)) {
            return List.copyOf(walk(all, filter, top));
        }
    }

    /// @return whether there is more behind what was found
    private boolean collect(
            RecordFilter filter,
            Instant from,
            Instant to,
            long after,
            int top,
            List<AuditEntry> found)
            throws IOException {
        try (Stream<AuditEntry> entries = AuditReader.at(directory).after(after)) {
            Iterator<AuditEntry> each = entries.iterator();
            while (each.hasNext()) {
                AuditEntry entry = each.next();
                if (!entry.time().isBefore(from)
                        && entry.time().isBefore(to)
                        && filter.accepts(entry)) {
                    if (found.size() == top) {
                        return true;
                    }
                    found.add(entry);
                }
            }
            return false;
        }
    }

    private static String next(Exchange exchange, AuditEntry last) {
        StringBuilder link =
                new StringBuilder(exchange.base())
                        .append("/subscriptions/")
                        .append(exchange.path("subscription"))
                        .append("/providers/Keyward.Audit/records?api-version=")
                        .append(exchange.apiVersion());
        for (String name : List.of("from", "to", "vault", "operation", "$top")) {
            // Each was read strictly, so none holds a character that means something in a URL.
            exchange.query()
                    .get(name)
                    .ifPresent(value -> link.append('&').append(name).append('=').append(value));
        }
        return link.append("&$skiptoken=").append(last.sequence()).toString();
    }

    private ApiResponse verify(Exchange exchange) {
        owners.requireOwner(exchange, "Keyward.Audit/verify/action");
        try {
            return ApiResponse.json(
                    200,
                    TrailPage.verdict(AuditVerifier.verify(directory, keys, List.of())).toJson());
        } catch (IOException unreadable) {
            throw new VaultException(new VaultError.Unavailable("audit trail"));
        }
    }

    /// A name as names are in vaults and operations: letters, digits and `-._/`.
    private static @Nullable String lower(Exchange exchange, String parameter) {
        String value = exchange.query().get(parameter).orElse("");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain =
                    c >= '0' && c <= '9'
                            || c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || "-._/".indexOf(c) >= 0;
            if (!plain) {
                throw bad(parameter, "a name");
            }
        }
        return value.isEmpty() ? null : value.toLowerCase(Locale.ROOT);
    }

    private static Optional<Instant> time(Exchange exchange, String parameter) {
        try {
            return exchange.query().get(parameter).map(Instant::parse);
        } catch (DateTimeException unreadable) {
            throw bad(parameter, "a time such as 2026-02-11T08:00:00Z");
        }
    }

    private static int top(Exchange exchange) {
        long top = number(exchange, "$top", USUAL_PAGE);
        if (top < 1 || top > LARGEST_PAGE) {
            throw bad("$top", "1 to 1000");
        }
        return (int) top;
    }

    private static long after(Exchange exchange) {
        return number(exchange, "$skiptoken", 0);
    }

    private static long number(Exchange exchange, String parameter, long otherwise) {
        String text = exchange.query().get(parameter).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            if (text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException impossible) {
            throw bad(parameter, "a number");
        }
        throw bad(parameter, "a number");
    }

    private static VaultException bad(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
