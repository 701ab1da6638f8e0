package dev.keyward.directory.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.SignIns;
import dev.keyward.directory.principals.Principal;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityStore;
import dev.keyward.store.Page;
import dev.keyward.store.StoredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered of wrong passwords, where, and how much of it.
@Tag("security:S-06")
class LockOutTest {
    private static final UUID POWERSHELL = UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2");
    private static final String ALICE = "alice@keyward.localhost";
    private static final String NOBODY = "nobody@keyward.localhost";
    private static final SignInResult BAD_USER =
            new SignInResult.Refused(SignInResult.Reason.BAD_USER);
    private static final SignInResult LOCKED = new SignInResult.Refused(SignInResult.Reason.LOCKED);

    @TempDir Path folder;
    private Deployment deployment;
    private Principal.User alice;
    private final AtomicInteger written = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        alice =
                Deployment.await(
                        deployment
                                .directory
                                .principals()
                                .createUser(
                                        deployment.first.tenant().id(),
                                        ALICE,
                                        "Alice",
                                        SecretBytes.ofUtf8("correct horse"),
                                        Deployment.EVIDENCE));
    }

    @Test
    void aLockOutSurvivesARestart() {
        for (int i = 0; i < LockOut.GUESSES; i++) {
            assertThat(guess(deployment.directory, ALICE)).isEqualTo(BAD_USER);
            assertThat(guess(deployment.directory, NOBODY)).isEqualTo(BAD_USER);
        }
        Directory later = deployment.open();
        assertThat(right(later)).isEqualTo(LOCKED);
        assertThat(guess(later, NOBODY)).isEqualTo(LOCKED);

        deployment.clock.advance(LockOut.WINDOW);
        assertThat(right(later)).isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void twoNodesGiveFiveGuessesBetweenThem() {
        Directory other = deployment.open();
        List<Directory> turns = List.of(deployment.directory, other);
        for (int i = 0; i < LockOut.GUESSES; i++) {
            assertThat(guess(turns.get(i % 2), ALICE)).isEqualTo(BAD_USER);
            assertThat(guess(turns.get(i % 2), NOBODY)).isEqualTo(BAD_USER);
        }
        for (Directory each : turns) {
            assertThat(right(each)).isEqualTo(LOCKED);
            assertThat(guess(each, NOBODY)).isEqualTo(LOCKED);
        }
    }

    @Test
    void theRightPasswordOnOneNodeForgetsTheWrongOnesOnAll() {
        Directory other = deployment.open();
        for (int i = 0; i < LockOut.GUESSES - 1; i++) {
            guess(deployment.directory, ALICE);
        }
        assertThat(rows()).hasSize(1);
        assertThat(right(other)).isInstanceOf(SignInResult.Granted.class);
        assertThat(rows()).isEmpty();
        assertThat(guess(deployment.directory, ALICE)).isEqualTo(BAD_USER);
        assertThat(right(deployment.directory)).isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void aFloodForOneAccountIsFiveGuessesAndFiveWrites() throws Exception {
        List<SignInResult> results = flood(40, ALICE);
        assertThat(results).filteredOn(BAD_USER::equals).hasSize(LockOut.GUESSES);
        assertThat(results)
                .filteredOn(result -> !result.equals(BAD_USER))
                .allMatch(result -> result.equals(LOCKED) || isThrottled(result));
        assertThat(written).hasValue(LockOut.GUESSES);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void anAddressMaySendSoManyWrongPasswordsAMinuteForWhateverNames() throws Exception {
        List<SignInResult> results = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            results.add(guess(deployment.directory, "name-" + i + "@keyward.localhost"));
        }
        assertThat(results.subList(0, 20)).containsOnly(BAD_USER);
        assertThat(results.subList(20, 24)).allMatch(LockOutTest::isThrottled);
        // Nothing was hashed or written for them.
        assertThat(written).hasValue(20);

        assertThat(right(deployment.directory)).isInstanceOf(SignInResult.Throttled.class);
        assertThat(
                        user(
                                deployment.directory,
                                ALICE,
                                "correct horse",
                                new SignIn.Attempt("192.0.2.2", () -> false, Deployment.EVIDENCE)))
                .isInstanceOf(SignInResult.Granted.class);
        deployment.clock.advance(Duration.ofMinutes(1));
        assertThat(right(deployment.directory)).isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void whatIsStoredDoesntTellTheNameNorWhatElseWasTypedForOne() {
        guess(deployment.directory, "my-password-in-the-wrong-field");
        guess(deployment.directory, ALICE);
        assertThat(rows())
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.key().name()).matches("[0-9a-f]{64}");
                    assertThat(new String(row.clear(), StandardCharsets.ISO_8859_1))
                            .doesNotContain("my-password")
                            .doesNotContain("alice");
                });
    }

    @Test
    void whatIsOverIsForgottenWithTime() {
        guess(deployment.directory, ALICE);
        deployment.clock.advance(Duration.ofMinutes(10));
        guess(deployment.directory, NOBODY);
        deployment.clock.advance(Duration.ofMinutes(5));
        deployment.directory.signIn().forgetOld();
        assertThat(rows()).hasSize(1);
        deployment.clock.advance(Duration.ofMinutes(10));
        deployment.open().signIn().forgetOld();
        deployment.directory.signIn().forgetOld();
        assertThat(rows()).isEmpty();
    }

    @Test
    void aRightPasswordWritesNothingWhereNoneWasWrong() {
        long epoch = deployment.sealed.deploymentEpoch();
        assertThat(right(deployment.directory)).isInstanceOf(SignInResult.Granted.class);
        assertThat(deployment.sealed.deploymentEpoch()).isEqualTo(epoch);
    }

    @Test
    void namesThatDontExistFillSoManyRowsAndPushNoKnownOneOut() {
        EntityStore store =
                EntityStore.open(deployment.sealed, deployment.store, List.of(FailedSignIns.KIND));
        LockOut lockOut = new LockOut(store, deployment.sealed.hmac("names"), deployment.clock);
        LockOut.Account known = lockOut.account(alice.tenant(), "user", ALICE, true);
        lockOut.count(known, Deployment.EVIDENCE);
        LockOut.Account oldest = lockOut.account(alice.tenant(), "user", "oldest", false);
        lockOut.count(oldest, Deployment.EVIDENCE);
        deployment.clock.advance(Duration.ofSeconds(1));
        for (int i = 1; i <= LockOut.UNKNOWN_NAMES; i++) {
            lockOut.count(
                    lockOut.account(alice.tenant(), "user", "name " + i, false),
                    Deployment.EVIDENCE);
        }
        Entities<FailedSignIns> failed = store.of(FailedSignIns.KIND);
        assertThat(failed.size()).isEqualTo(LockOut.UNKNOWN_NAMES + 1);
        assertThat(failed.find(known.key())).isPresent();
        assertThat(failed.find(oldest.key())).isEmpty();
    }

    private List<SignInResult> flood(int size, String name) throws InterruptedException {
        List<SignInResult> results = new ArrayList<>();
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SignInResult>> all = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                all.add(requests.submit(() -> guess(deployment.directory, name)));
            }
            for (Future<SignInResult> each : all) {
                try {
                    results.add(each.get());
                } catch (ExecutionException full) {
                    results.add(new SignInResult.Throttled(Duration.ofSeconds(1)));
                }
            }
        }
        return results;
    }

    private static boolean isThrottled(SignInResult result) {
        return result instanceof SignInResult.Throttled;
    }

    private List<StoredRecord> rows() {
        return deployment.store.list(Page.first("system", "failed-sign-ins", 100));
    }

    private SignInResult guess(Directory directory, String name) {
        return user(
                directory,
                name,
                "wrong",
                new SignIn.Attempt(
                        "192.0.2.1",
                        () -> false,
                        () -> {
                            written.incrementAndGet();
                            return Deployment.EVIDENCE.get();
                        }));
    }

    private SignInResult right(Directory directory) {
        return user(directory, ALICE, "correct horse", Deployment.ATTEMPT);
    }

    private SignInResult user(
            Directory directory, String name, String password, SignIn.Attempt attempt) {
        return SignIns.user(
                directory.signIn(),
                alice.tenant(),
                POWERSHELL,
                name,
                SecretBytes.ofUtf8(password),
                Deployment.VAULT,
                attempt);
    }
}
