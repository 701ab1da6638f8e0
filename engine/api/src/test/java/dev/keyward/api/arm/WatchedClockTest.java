package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.deployment.FakeMachine;
import dev.keyward.api.deployment.MachineClock;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole deployment on a machine whose clock is set: what it answers meanwhile, whether it starts
/// again, and how an administrator says that a clock is right.
@Tag("reliability:R-13")
@Tag("security:S-16")
class WatchedClockTest {
    private final FakeMachine machine = new FakeMachine(Instant.parse("2026-11-24T10:00:00Z"));
    @TempDir Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private Engine open(MachineClock clock) throws IOException {
        return Engine.open(
                new EngineConfig(
                        home(),
                        "local",
                        "keyward.localhost",
                        8443,
                        null,
                        Set.of(),
                        EngineConfig.Profile.SERVER,
                        clock,
                        new SeededRandom(12)));
    }

    private static String path(Stack stack, String action) {
        return "/subscriptions/"
                + stack.subscription
                + "/providers/Keyward.Clock/time"
                + action
                + "?api-version=2026-01-01";
    }

    private Stack.Answer confirm(Stack stack, String token, Instant time) {
        return stack.call(
                "POST",
                Stack.MANAGEMENT,
                path(stack, "/confirm"),
                token,
                "{\"time\":\"" + time + "\"}");
    }

    private static Stack.Answer groups(Stack stack, String token) {
        return stack.call(
                "GET",
                Stack.MANAGEMENT,
                "/subscriptions/" + stack.subscription + "/resourcegroups?api-version=2021-04-01",
                token,
                null);
    }

    @Test
    void anExpiredTokenStaysExpiredWhenTheClockIsSetBack() throws Exception {
        try (Stack stack = new Stack(home(), machine.clock())) {
            String token = stack.managementToken();
            groups(stack, token).expect(200);
            machine.pass(Duration.ofMinutes(62));
            groups(stack, token).expect(401);
            confirm(stack, stack.managementToken(), machine.wall()).expect(200);

            machine.set(Duration.ofHours(-2));
            groups(stack, token).expect(401);
            assertThat(stack.engine.unready()).contains("clock");
            String fresh = stack.managementToken();
            groups(stack, fresh).expect(200);
            assertThat(
                            stack.call("GET", Stack.MANAGEMENT, path(stack, ""), fresh, null)
                                    .expect(200)
                                    .text("/clock"))
                    .isEqualTo("2026-11-24T09:02:00Z");

            machine.set(Duration.ofHours(2));
            assertThat(stack.engine.unready()).isEmpty();
            groups(stack, fresh).expect(200);
        }
    }

    @Test
    void anAdministratorSetsTheTimeBackAndThatIsRecorded() throws Exception {
        try (Stack stack = new Stack(home(), machine.clock())) {
            machine.pass(Duration.ofHours(3));
            confirm(stack, stack.managementToken(), machine.wall()).expect(200);
            machine.set(Duration.ofHours(-2));
            String token = stack.managementToken();
            confirm(stack, token, machine.wall().plus(Duration.ofHours(2)))
                    .refused(409, "ClocksDiffer");
            assertThat(stack.engine.unready()).contains("clock");

            assertThat(confirm(stack, token, machine.wall()).expect(200).text("/standing"))
                    .isEqualTo("right");
            assertThat(stack.engine.unready()).isEmpty();
            assertThat(stack.engine.time().instant()).isEqualTo(machine.wall());
            assertThat(stack.engine.time().certain()).isEqualTo(machine.wall());
            String again = stack.managementToken();
            Stack.Answer records =
                    stack.call(
                                    "GET",
                                    Stack.MANAGEMENT,
                                    "/subscriptions/"
                                            + stack.subscription
                                            + "/providers/Keyward.Audit/records"
                                            + "?api-version=2026-01-01"
                                            + "&operation=Keyward.Clock/time/confirm/action",
                                    again,
                                    null)
                            .expect(200);
            assertThat(records.json().toString())
                    .contains(
                            "certain until now: 2026-11-24T13:00:00Z, the clock:"
                                    + " 2026-11-24T11:00:00Z");
        }
        // And it stays so.
        try (Engine again = open(machine.clock())) {
            assertThat(again.time().instant()).isEqualTo(machine.wall());
        }
    }

    @Test
    void onlyOwnersOfTheDeploymentSayWhatTimeItIs() throws Exception {
        try (Stack stack = new Stack(home(), machine.clock())) {
            confirm(stack, "no.token.here", machine.wall()).expect(401);
            stack.call(
                            "GET",
                            Stack.MANAGEMENT,
                            path(stack, "").replace(stack.subscription.toString(), "0"),
                            stack.managementToken(),
                            null)
                    .expect(404);
        }
    }

    @Test
    void aClockBehindTheTrailIsNoClockToStartWith() throws Exception {
        new Stack(home(), machine.clock()).close();
        machine.set(Duration.ofDays(-365));
        machine.set(Duration.ofDays(215));
        assertThatThrownBy(() -> open(machine.clock()))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("says 2026-06-27T10:00:00Z")
                .hasMessageContaining("this deployment was used until 2026-11-24T10:00:00Z")
                .hasMessageContaining("keyward serve --accept-clock REASON");
        open(machine.clock().vouchedFor("a wrong clock until today")).close();
        // Once is enough.
        try (Engine again = open(machine.clock())) {
            assertThat(again.unready()).isEmpty();
            assertThat(again.time().certain()).isEqualTo(machine.wall());
        }
    }

    @Test
    void aServerThatWasOffForAMonthServesAtOnceAndWaitsWithWhatCanNotBeUndone() throws Exception {
        new Stack(home(), machine.clock()).close();
        Instant end = machine.wall();
        machine.pass(Duration.ofDays(30));
        try (Engine again = open(machine.clock())) {
            assertThat(again.unready()).isEmpty();
            assertThat(again.time().instant()).isEqualTo(machine.wall());
            assertThat(again.time().certain()).isEqualTo(end);
        }
    }

    @Test
    void aClockBeforeThisJavaCanNotBeRight() {
        machine.set(Duration.ofDays(-3653));
        assertThatThrownBy(() -> open(machine.clock()))
                .hasMessageContaining("this Java was made on ");
    }
}
