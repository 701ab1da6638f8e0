package dev.keyward.api.operator;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.EngineConfig;
import dev.keyward.api.Insides;
import dev.keyward.api.Peers;
import dev.keyward.api.arm.Stack;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Route;
import dev.keyward.store.RecordKey;
import dev.keyward.testing.HttpsPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Whatever can be asked of a deployment is asked by everybody who has no business there: by
/// principals of one tenant of what another has, by the operator's of what a tenant has, by
/// tenants' of what the operator has. There is no list of operations: the routes themselves are
/// walked, so that a new one is tried the day it is there, and fails here until [Samples] makes a
/// request of it that does something for whoever may.
///
/// The answer is the same as about what was never there, to the byte but for the ids that the
/// request named and the request's own. [#DIFFERENT] says where Azure tells more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenantIsolationTest {
    private static final String SUBSCRIBING = "MANAGEMENT PUT /subscriptions/{subscription}";
    private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
    private static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/{name}";

    /// Where it can be told from the answer that somebody else has it: the code that tells, and why
    /// that is right.
    private static final Map<String, Told> DIFFERENT =
            Map.of(
                    SUBSCRIBING,
                    new Told("SubscriptionIdNotAvailable", "ids of subscriptions are unique"),
                    "MANAGEMENT PUT " + VAULT,
                    new Told("VaultAlreadyExists", "names of vaults are unique, and in the DNS"),
                    "MANAGEMENT POST /subscriptions/{subscription}/providers/Microsoft.KeyVault"
                            + "/checkNameAvailability",
                    new Told("AlreadyExists", "names of vaults are unique, and in the DNS"));

    private record Told(String code, String why) {}

    private static final int AT_ONCE = 32;

    /// What changes of itself: what waits to be sent, and what is counted with every change.
    private static final Set<String> RESTLESS = Set.of("event", "set-header", "deployment-epoch");

    private HttpsPeer peer;
    private Desk desk;
    private Asking asking;
    private Insides insides;
    private Household attacker;
    private Household victim;
    private Words words;
    private Set<RecordKey> victims;
    private Samples samplesOf;
    private List<Samples.Sample> samples;
    private Map<String, String> tokens;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        peer =
                Peers.https(exchange -> {
                    exchange.getResponseHeaders().set("WebHook-Allowed-Origin", "*");
                    HttpsPeer.answer(exchange, 200, new byte[0]);
                });
        desk =
                new Desk(
                        new Stack(
                                folder.resolve("home"),
                                null,
                                EngineConfig.Profile.DEV,
                                Peers.rules(peer)));
        asking = new Asking(desk.stack.engine);
        insides = new Insides(desk.stack.engine);
        OperatorsThings things = new OperatorsThings(desk);
        things.offer();
        attacker = new Household(desk, "okapi", peer.url());
        Set<RecordKey> before = insides.rows().keySet();
        victim = new Household(desk, "zebra", peer.url());
        victims = new LinkedHashSet<>(insides.rows().keySet());
        victims.removeAll(before);
        things.resell(victim);
        words = new Words(victim, attacker);
        Samples made = new Samples(victim);
        samplesOf = made;
        samples = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        insides.routes()
                .forEach((plane, routes) -> {
                    for (Route route : routes) {
                        try {
                            samples.add(made.of(plane, route));
                        } catch (AssertionError none) {
                            lacking.add(String.valueOf(none.getMessage()));
                        }
                    }
                });
        samples.forEach(sample -> hiddenBy(sample).ifPresent(lacking::add));
        assertThat(lacking).isEmpty();
        tokens = new HashMap<>();
    }

    @AfterAll
    void end() {
        desk.close();
        peer.close();
    }

    /// A route that the sample reaches instead of its own, since it has a word where that has
    /// braces.
    private Optional<String> hiddenBy(Samples.Sample sample) {
        String path = sample.target().substring(0, sample.target().indexOf('?'));
        String[] ours = sample.route().template().split("/");
        return samples.stream()
                .filter(other -> other.plane() == sample.plane())
                .map(Samples.Sample::route)
                .filter(other -> other.method().equals(sample.route().method()))
                .map(Route::template)
                .filter(other ->
                        path.matches(
                                "(?i)" + other.replace("$", "\\$").replaceAll("\\{\\w+}", "[^/]+")))
                .filter(other -> {
                    String[] theirs = other.split("/");
                    for (int i = 0; i < ours.length; i++) {
                        if (ours[i].startsWith("{") != theirs[i].startsWith("{")) {
                            return ours[i].startsWith("{");
                        }
                    }
                    return false;
                })
                .map(other -> "the sample of " + sample.name() + " reaches " + other)
                .findFirst();
    }

    private static String resource(Plane plane) {
        return switch (plane) {
            case VAULT -> Stack.VAULT_RESOURCE;
            case MANAGEMENT, LOGIN, IDENTITY -> "https://" + Stack.MANAGEMENT + "/";
            case ADMIN -> "https://" + Stack.ADMIN + "/";
            case GRAPH -> "https://" + Stack.GRAPH + "/";
        };
    }

    private Map<String, Household.Tokens> cached(Map<String, Household.Tokens> people) {
        Map<String, Household.Tokens> all = new LinkedHashMap<>();
        people.forEach((name, how) ->
                all.put(
                        name,
                        resource ->
                                tokens.computeIfAbsent(name + resource, _ -> how.of(resource))));
        return all;
    }

    private static String request(Samples.Sample sample, UnaryOperator<String> rewrite) {
        return rewrite.apply(sample.host() + sample.target() + sample.body());
    }

    /// Whether what is asked for can be told to be the victim's: that it is named, and not only in
    /// what somebody writes into what is his own.
    private boolean reachesFor(Samples.Sample sample) {
        return switch (sample.plane()) {
            case LOGIN, IDENTITY -> false;
            case GRAPH -> sample.route().template().startsWith("/{tenant}/");
            case VAULT -> !sample.anonymous();
            case MANAGEMENT, ADMIN -> sample.route().template().contains("{subscription}");
        };
    }

    /// Asks with right and guessed words and compares.
    private void tries(
            Samples.Sample sample,
            String who,
            String token,
            List<UnaryOperator<String>> guesses,
            List<String> failures) {
        Asking.Reply right = asking.send(sample, UnaryOperator.identity(), token).join();
        String asked = request(sample, UnaryOperator.identity());
        String what = who + ": " + sample.name();
        if (!refusedAs(sample, right)) {
            failures.add(what + " is answered " + right.whole());
        }
        List<String> told = new ArrayList<>(words.told(right.whole(), asked));
        if (sample.plane() == Plane.VAULT) {
            // The challenge names the authority where a token for the vault would be got.
            told.remove(victim.guest.tenantId);
        }
        if (!told.isEmpty()) {
            failures.add(what + " tells " + told + " in " + right.whole());
        }
        for (UnaryOperator<String> guess : guesses) {
            Asking.Reply guessed = asking.send(sample, guess, token).join();
            String is = words.guessed(right.whole());
            String other = words.guessed(guessed.whole());
            if (!is.equals(other)) {
                failures.add(
                        what + " is answered " + is + ", and " + other + " for what isn't there");
            }
        }
    }

    /// What is said of what isn't there.
    private static boolean refusedAs(Samples.Sample sample, Asking.Reply reply) {
        return switch (sample.plane()) {
            case MANAGEMENT, ADMIN ->
                    reply.status() == 404
                            && (sample.route().method().equals("HEAD")
                                    || reply.body().contains("\"SubscriptionNotFound\""));
            case VAULT -> reply.status() == 401 && reply.body().contains("AKV10032: ");
            case GRAPH ->
                    reply.status() == 403
                            && reply.body().contains("\"Authentication_Unauthorized\"");
            case LOGIN, IDENTITY -> false;
        };
    }

    private void attack(
            Map<String, Household.Tokens> people, Function<Samples.Sample, Boolean> which) {
        Map<RecordKey, String> before = insides.rows();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger tried = new AtomicInteger();
        each(
                samples.stream()
                        .filter(this::reachesFor)
                        .filter(sample -> !sample.name().equals(SUBSCRIBING))
                        .filter(which::apply)
                        .toList(),
                people,
                (sample, who, token) -> {
                    tried.incrementAndGet();
                    tries(
                            sample,
                            who,
                            token,
                            sample.plane() == Plane.VAULT
                                    ? List.of(words::guessedWithin)
                                    : List.of(words::guessed, words::guessedWithin),
                            failures);
                });
        assertNone(failures);
        assertThat(changed(before)).isEmpty();
        assertThat(tried.get()).isGreaterThan(people.size() * 50);
    }

    private static void assertNone(List<String> failures) {
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + ":\n" + String.join("\n", failures));
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void of(Samples.Sample sample, String who, String token);
    }

    /// Several at once, so that they share the flushes of their records.
    private static void each(
            List<Samples.Sample> which, Map<String, Household.Tokens> people, Attempt attempt) {
        List<Runnable> all = new ArrayList<>();
        people.forEach((who, how) -> {
            for (Samples.Sample sample : which) {
                String token = how.of(resource(sample.plane()));
                all.add(() -> attempt.of(sample, who, token));
            }
        });
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Runnable each : all) {
                room.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        each.run();
                    } finally {
                        room.release();
                    }
                });
            }
        }
    }

    private Set<String> changed(Map<RecordKey, String> before) {
        Map<RecordKey, String> after = insides.rows();
        Set<RecordKey> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        return all.stream()
                .filter(key -> !RESTLESS.contains(key.kind()))
                .filter(key -> !String.valueOf(before.get(key)).equals(after.get(key)))
                .map(RecordKey::toString)
                .collect(toCollection(TreeSet::new));
    }

    @Test
    @Order(1)
    @Tag("security:S-06")
    @Tag("security:S-07")
    void aTenantFindsNothingOfAnotherNorOfTheOperator() {
        attack(cached(attacker.principals(insides)), _ -> true);
    }

    @Test
    @Order(2)
    @Tag("security:S-06")
    @Tag("security:S-07")
    void theOperatorFindsNothingOfATenant() {
        attack(cached(operators()), sample -> !sample.operators());
    }

    /// Neither what tenants can ask in the operator's subscription, nor what the operator can ask
    /// in a tenant's, by whoever it is; nor what one endpoint has at the other one.
    @Test
    @Order(3)
    @Tag("security:S-06")
    void eitherSideIsntThereInTheOthersSubscriptionNorAtItsEndpoint() {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        Map<String, Household.Tokens> both = new LinkedHashMap<>(operators());
        both.put("a tenant's owner", attacker.guest::token);
        each(
                samples.stream()
                        .filter(sample -> sample.plane().isResourceManager())
                        .filter(this::reachesFor)
                        .filter(sample -> !sample.name().equals(SUBSCRIBING))
                        .toList(),
                cached(both),
                (sample, who, token) -> {
                    for (String other : strange(sample, who)) {
                        Asking.Reply reply =
                                asking.send(sample, text -> strangely(text, other), token).join();
                        if (!refusedAs(sample, reply)) {
                            failures.add(
                                    who
                                            + ": "
                                            + sample.name()
                                            + " in "
                                            + other
                                            + " is answered "
                                            + reply.whole());
                        }
                    }
                });
        assertNone(failures);
    }

    /// Subscriptions in which it can't be asked for by anybody, or not by this one.
    private List<String> strange(Samples.Sample sample, String who) {
        String first = desk.stack.subscription.toString();
        if (sample.plane() == Plane.ADMIN) {
            return List.of(attacker.subscription, victim.subscription, first);
        }
        return who.equals("the operator")
                ? List.of(desk.provider.toString())
                : List.of(desk.provider.toString(), first);
    }

    private String strangely(String text, String other) {
        int path = text.indexOf("/subscriptions/");
        if (path != 0) {
            return text;
        }
        int id = "/subscriptions/".length();
        return text.substring(0, id) + other + text.substring(id + other.length());
    }

    private Map<String, Household.Tokens> operators() {
        return Map.of("the operator", desk.stack::token);
    }

    /// What is another's, named where it could be one's own: among what one has oneself.
    @Test
    @Order(4)
    @Tag("security:S-07")
    void whatIsAnothersIsntThereInOnesOwnSubscription() {
        Map<RecordKey, String> before = insides.rows();
        List<String> failures = new ArrayList<>();
        // Backups before anything of the same name is made there.
        List<Samples.Sample> inOrder = new ArrayList<>(samples);
        inOrder.sort(Comparator.comparing(each -> !each.route().template().endsWith("/restore")));
        for (Samples.Sample sample : inOrder) {
            if (sample.plane() == Plane.LOGIN || sample.operators()) {
                continue;
            }
            UnaryOperator<String> own =
                    sample.name().equals(SUBSCRIBING) ? UnaryOperator.identity() : words::inOwn;
            String asked = request(sample, own);
            if (words.names(asked)) {
                String token = attacker.guest.token(resource(sample.plane()));
                triesInOwn(sample, own, asked, token, failures);
            }
        }
        assertNone(failures);
        Map<RecordKey, String> after = insides.rows();
        for (RecordKey key : victims) {
            if (!RESTLESS.contains(key.kind())) {
                assertThat(after.get(key)).as(key.toString()).isEqualTo(before.get(key));
            }
        }
    }

    private void triesInOwn(
            Samples.Sample sample,
            UnaryOperator<String> own,
            String asked,
            String token,
            List<String> failures) {
        Asking.Reply right = asking.send(sample, own, token).join();
        List<String> told = words.told(right.whole(), asked);
        if (!told.isEmpty()) {
            failures.add(sample.name() + " tells " + told + " in " + right.whole());
        }
        Told different = DIFFERENT.get(sample.name());
        if (different != null) {
            if (!right.body().contains("\"" + different.code + "\"")) {
                failures.add(sample.name() + " is answered " + right.whole());
            }
            return;
        }
        Asking.Reply guessed =
                asking.send(sample, text -> words.guessedOfOwner(own.apply(text)), token).join();
        boolean alike =
                right.done()
                        ? right.status() == guessed.status()
                        : words.canonical(right.whole()).equals(words.canonical(guessed.whole()));
        if (!alike) {
            failures.add(
                    sample.name()
                            + " is answered "
                            + right.whole()
                            + ", and "
                            + guessed.whole()
                            + " for what isn't there");
        }
    }

    /// Who there is in a tenant can't be told by trying to sign in.
    @Test
    @Order(5)
    @Tag("security:S-06")
    void signingInTellsNothingOfWhoThereIs() {
        for (Samples.Sample sample : samples) {
            if (sample.plane() == Plane.LOGIN) {
                Asking.Reply right = signIn(sample, UnaryOperator.identity(), "wrong");
                Asking.Reply guessed = signIn(sample, words::guessedWithin, "wrong");
                assertThat(words.canonical(right.whole()))
                        .as(sample.name())
                        .isEqualTo(words.canonical(guessed.whole()));
            }
        }
    }

    private Asking.Reply signIn(
            Samples.Sample sample, UnaryOperator<String> rewrite, String secret) {
        String body = sample.body() == null ? null : samplesOf.form(sample.route(), secret);
        return asking.send(sample, rewrite, null, body, "application/x-www-form-urlencoded").join();
    }

    /// What shows that the rest means anything: the very same requests are done for whoever may. Of
    /// what the operator is answered, nothing is of the insides of a tenant.
    @Test
    @Order(6)
    void eachRequestIsDoneForWhoeverMay() {
        Set<String> reached = new TreeSet<>(Rightful.REACHED.keySet());
        List<String> failures = new ArrayList<>();
        samples.stream()
                .sorted(Rightful.ORDER)
                .forEach(sample -> {
                    Asking.Reply reply = rightful(sample);
                    Integer expected = Rightful.REACHED.get(Rightful.operation(sample));
                    reached.remove(Rightful.operation(sample));
                    if (expected == null ? !reply.done() : expected != reply.status()) {
                        failures.add(
                                sample.name()
                                        + " "
                                        + sample.target()
                                        + " "
                                        + sample.body()
                                        + " is answered "
                                        + reply.whole());
                    }
                    awaitGone(sample);
                    if (sample.operators()) {
                        List<String> told = inside(reply, sample);
                        if (!told.isEmpty()) {
                            failures.add(sample.name() + " tells the operator " + told);
                        }
                    }
                });
        assertNone(failures);
        assertThat(reached).isEmpty();
    }

    /// What the operator shouldn't know: names within the tenant, and who is in it beside the owner
    /// that subscriptions have.
    private List<String> inside(Asking.Reply reply, Samples.Sample sample) {
        String asked = request(sample, UnaryOperator.identity());
        List<String> told = new ArrayList<>(words.told(reply.whole(), asked));
        told.removeAll(
                List.of(
                        victim.word,
                        victim.known("tenant"),
                        victim.known("subscription"),
                        victim.known("spare"),
                        victim.known("administrators-client"),
                        victim.known("another"),
                        victim.known("customer"),
                        victim.known("acquisition"),
                        desk.stack.subscription.toString(),
                        desk.provider.toString()));
        String inside = victim.word + "-";
        if (reply.body().contains(inside) && !asked.contains(inside)) {
            told.add(inside);
        }
        return told;
    }

    private Asking.Reply rightful(Samples.Sample sample) {
        if (sample.plane() == Plane.LOGIN) {
            return signIn(
                    sample,
                    UnaryOperator.identity(),
                    sample.route().template().endsWith("v2.0/token")
                            ? Household.PASSWORD
                            : victim.guest.secret());
        }
        String resource = resource(sample.plane());
        if (sample.route().template().endsWith("/Keyward.Recovery/successor/ask")
                || sample.route().template().endsWith("/me")) {
            String alice = insides.token(victim.guest.tenantId, victim.known("alice"), resource);
            return asking.send(sample, UnaryOperator.identity(), alice).join();
        }
        return asking.send(
                        sample,
                        UnaryOperator.identity(),
                        sample.anonymous()
                                ? null
                                : sample.operators()
                                        ? desk.stack.token(resource)
                                        : victim.guest.token(resource))
                .join();
    }

    /// What is deleted in time, and others wait for.
    private void awaitGone(Samples.Sample sample) {
        if (Rightful.operation(sample).equals("DELETE " + Rightful.CUSTOMER)) {
            String customer = Desk.customer(victim.known("customer"));
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (desk.call("GET", customer, null).status() != 404) {
                assertThat(System.nanoTime()).as("deleted in time").isLessThan(end);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
