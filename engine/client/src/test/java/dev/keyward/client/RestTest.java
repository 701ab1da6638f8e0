package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyward.model.SecretBytes;
import dev.keyward.testing.FakeClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import org.junit.jupiter.api.Test;

class RestTest {
    private static final URI PLACE = URI.create("https://v.vault.local.test/secrets/a");

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final List<Duration> pauses = new ArrayList<>();
    private int tokensMade;

    private Rest rest(Transport transport) {
        TokenSource source =
                _ ->
                        new AccessToken(
                                SecretBytes.ofUtf8("token-" + ++tokensMade),
                                clock.instant().plusSeconds(3600));
        return new SignedIn(transport, new TokenCache(source, clock), pauses::add).rest("res");
    }

    private Rest rest(ScriptedService service) {
        return rest(service.transport());
    }

    @Test
    void sendsTheTokenOfItsAudience() {
        ScriptedService service = new ScriptedService().answers(200, "{}").answers(200, "{}");
        Rest rest = rest(service);
        rest.get(PLACE);
        rest.get(PLACE);
        assertThat(service.requests())
                .extracting(it -> it.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-1");
    }

    @Test
    void takesANewTokenShortlyBeforeTheOldOneExpires() {
        ScriptedService service = new ScriptedService().answers(200, "{}").answers(200, "{}");
        Rest rest = rest(service);
        rest.get(PLACE);
        clock.advance(Duration.ofMinutes(59));
        rest.get(PLACE);
        assertThat(service.requests().getLast().header("Authorization"))
                .isEqualTo("Bearer token-2");
    }

    @Test
    void asksOnceMoreWithANewTokenAfterA401() {
        ScriptedService service =
                new ScriptedService().answers(401, "{}").answers(200, "{\"a\":1}");
        assertThat(rest(service).get(PLACE).path("a").asInt()).isEqualTo(1);
        assertThat(tokensMade).isEqualTo(2);
    }

    @Test
    void givesUpAfterASecond401() {
        ScriptedService service = new ScriptedService().answers(401, "{}").answers(401, "{}");
        VaultCallException refused =
                catchThrowableOfType(VaultCallException.class, () -> rest(service).get(PLACE));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void waitsAsLongAsTheServiceSaysButNotForEver() {
        ScriptedService service =
                new ScriptedService()
                        .answers(429, "{}", "Retry-After", "3")
                        .answers(503, "{}", "Retry-After", "9999")
                        .answers(429, "{}")
                        .answers(200, "{}");
        rest(service).get(PLACE);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    @Test
    void stopsTryingAfterFiveTimes() {
        ScriptedService service = new ScriptedService();
        for (int i = 0; i < 9; i++) {
            service.answers(429, "{\"error\":{\"code\":\"Throttled\",\"message\":\"m\"}}");
        }
        VaultCallException refused =
                catchThrowableOfType(VaultCallException.class, () -> rest(service).get(PLACE));
        assertThat(refused.code()).isEqualTo("Throttled");
        assertThat(service.requests()).hasSize(5);
    }

    @Test
    void readsCodeInnerCodeAndMessageOfAnError() {
        ScriptedService service =
                new ScriptedService()
                        .answers(
                                403,
                                """
                                {"error":{"code":"Forbidden","message":"no",
                                "innererror":{"code":"AccessDenied"}}}
                                """);
        VaultCallException refused =
                catchThrowableOfType(VaultCallException.class, () -> rest(service).get(PLACE));
        assertThat(refused.code()).isEqualTo("Forbidden");
        assertThat(refused.innerCode()).contains("AccessDenied");
        assertThat(refused).hasMessage("no");
    }

    @Test
    void readsTheTokenEndpointsErrors() {
        ScriptedService service =
                new ScriptedService()
                        .answers(
                                401,
                                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: bad\"}");
        Login login =
                new Login(
                        service.transport(),
                        URI.create("https://login.local.test/"),
                        "t",
                        new Credential.ClientSecret("id", SecretBytes.ofUtf8("s")),
                        clock,
                        pauses::add);
        VaultCallException refused =
                catchThrowableOfType(VaultCallException.class, () -> login.token("res"));
        assertThat(refused.code()).isEqualTo("invalid_client");
        assertThat(service.asked()).containsExactly("POST https://login.local.test/t/oauth2/token");
    }

    @Test
    void anAbsentObjectIsNothingAndNoError() {
        ScriptedService service =
                new ScriptedService()
                        .answers(
                                404, "{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"m\"}}");
        assertThat(rest(service).find(PLACE)).isEmpty();
    }

    @Test
    void followsPagesAlsoPastAnEmptyOne() {
        String next = "https://v.vault.local.test/secrets?api-version=7.5&$skiptoken=";
        ScriptedService service =
                new ScriptedService()
                        .answers(200, "{\"value\":[{\"n\":1}],\"nextLink\":\"" + next + "x\"}")
                        .answers(200, "{\"value\":[],\"nextLink\":\"" + next + "y\"}")
                        .answers(200, "{\"value\":[{\"n\":2}],\"nextLink\":null}");
        Paged<Integer> pages = new Paged<>(rest(service), PLACE, node -> node.path("n").asInt());
        assertThat(pages).containsExactly(1, 2);
        assertThat(service.asked().getLast()).isEqualTo("GET " + next + "y");
    }

    @Test
    void fetchesAPageOnlyWhenItsItemsAreWanted() {
        ScriptedService service =
                new ScriptedService()
                        .answers(200, "{\"value\":[{\"n\":1}],\"nextLink\":\"" + PLACE + "\"}");
        Paged<Integer> pages = new Paged<>(rest(service), PLACE, node -> node.path("n").asInt());
        assertThat(pages.stream().limit(1)).containsExactly(1);
    }

    @Test
    void anInterruptCancelsTheCall() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Interceptor stuck =
                chain -> {
                    begun.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new java.io.IOException("ended");
                };
        AtomicReference<VaultCallException> thrown = new AtomicReference<>();
        Thread caller =
                Thread.ofPlatform()
                        .start(() ->
                                thrown.set(
                                        catchThrowableOfType(
                                                VaultCallException.class,
                                                () -> rest(Transport.through(stuck)).get(PLACE))));
        begun.await();
        caller.interrupt();
        caller.join(10_000);
        never.countDown();
        assertThat(thrown.get()).isNotNull();
        assertThat(thrown.get().code()).isEqualTo("Cancelled");
    }
}
