package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.Login;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.Transport;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretBytes;
import dev.keyward.testing.FakeClock;
import dev.keyward.wire.JsonReader;
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

    /// The only number of an object, 0 for none.
    private static int number(JsonReader in) {
        int number = 0;
        while (in.next()) {
            number = in.integer();
        }
        return number;
    }

    private Rest rest(ScriptedService service) {
        return rest(service.transport());
    }

    @Test
    void sendsTheTokenOfItsAudience() {
        ScriptedService service = new ScriptedService().answers(200, "{}").answers(200, "{}");
        Rest rest = rest(service);
        rest.get(PLACE, RestTest::number);
        rest.get(PLACE, RestTest::number);
        assertThat(service.requests())
                .extracting(it -> it.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-1");
    }

    @Test
    void takesANewTokenShortlyBeforeTheOldOneExpires() {
        ScriptedService service = new ScriptedService().answers(200, "{}").answers(200, "{}");
        Rest rest = rest(service);
        rest.get(PLACE, RestTest::number);
        clock.advance(Duration.ofMinutes(59));
        rest.get(PLACE, RestTest::number);
        assertThat(service.requests().getLast().header("Authorization"))
                .isEqualTo("Bearer token-2");
    }

    @Test
    void asksOnceMoreWithANewTokenAfterA401() {
        ScriptedService service =
                new ScriptedService().answers(401, "{}").answers(200, "{\"a\":1}");
        assertThat(rest(service).get(PLACE, RestTest::number)).isEqualTo(1);
        assertThat(tokensMade).isEqualTo(2);
    }

    @Test
    void givesUpAfterASecond401() {
        ScriptedService service = new ScriptedService().answers(401, "{}").answers(401, "{}");
        VaultCallException refused =
                catchThrowableOfType(
                        VaultCallException.class, () -> rest(service).get(PLACE, RestTest::number));
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
        rest(service).get(PLACE, RestTest::number);
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
                catchThrowableOfType(
                        VaultCallException.class, () -> rest(service).get(PLACE, RestTest::number));
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
                catchThrowableOfType(
                        VaultCallException.class, () -> rest(service).get(PLACE, RestTest::number));
        assertThat(refused.code()).isEqualTo("Forbidden");
        assertThat(refused.innerCode()).contains("AccessDenied");
        assertThat(refused).hasMessage("no");
    }

    @Test
    void readsTheDirectorysErrors() {
        ScriptedService service =
                new ScriptedService()
                        .answers(
                                400,
                                """
                                {"odata.error":{"code":"Request_BadRequest",
                                "message":{"lang":"en","value":"no such thing"}}}
                                """);
        VaultCallException refused =
                catchThrowableOfType(
                        VaultCallException.class, () -> rest(service).get(PLACE, RestTest::number));
        assertThat(refused.code()).isEqualTo("Request_BadRequest");
        assertThat(refused).hasMessage("no such thing");
    }

    @Test
    void anErrorOfNoKnownShapeIsToldByItsStatus() {
        ScriptedService service = new ScriptedService().answers(502, "<html>");
        VaultCallException refused =
                catchThrowableOfType(
                        VaultCallException.class, () -> rest(service).get(PLACE, RestTest::number));
        assertThat(refused.code()).isEqualTo("Http502");
        assertThat(refused).hasMessage("the service answered with status 502");
    }

    @Test
    void anAnswerThatIsntUnderstoodNamesTheMember() {
        ScriptedService service = new ScriptedService().answers(200, "{\"n\":\"marker\"}");
        VaultCallException bad =
                catchThrowableOfType(
                        VaultCallException.class, () -> rest(service).get(PLACE, RestTest::number));
        assertThat(bad.failure()).isEqualTo(new CallFailure.BadAnswer());
        assertThat(bad).hasMessage("the answer isn't understood: n must be a whole number");
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
        assertThat(rest(service).find(PLACE, RestTest::number)).isEmpty();
    }

    @Test
    void followsPagesAlsoPastAnEmptyOne() {
        String next = "https://v.vault.local.test/secrets?api-version=7.5&$skiptoken=";
        ScriptedService service =
                new ScriptedService()
                        .answers(200, "{\"value\":[{\"n\":1}],\"nextLink\":\"" + next + "x\"}")
                        .answers(200, "{\"value\":[],\"nextLink\":\"" + next + "y\"}")
                        .answers(200, "{\"value\":[{\"n\":2}],\"nextLink\":null}");
        Paged<Integer> pages = new Paged<>(rest(service), PLACE, RestTest::number);
        assertThat(pages).containsExactly(1, 2);
        assertThat(service.asked().getLast()).isEqualTo("GET " + next + "y");
    }

    @Test
    void fetchesAPageOnlyWhenItsItemsAreWanted() {
        ScriptedService service =
                new ScriptedService()
                        .answers(200, "{\"value\":[{\"n\":1}],\"nextLink\":\"" + PLACE + "\"}");
        Paged<Integer> pages = new Paged<>(rest(service), PLACE, RestTest::number);
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
                                                () ->
                                                        rest(Transport.through(stuck))
                                                                .get(PLACE, RestTest::number))));
        begun.await();
        caller.interrupt();
        caller.join(10_000);
        never.countDown();
        assertThat(thrown.get()).isNotNull();
        assertThat(thrown.get().failure()).isEqualTo(new CallFailure.Cancelled());
    }
}
