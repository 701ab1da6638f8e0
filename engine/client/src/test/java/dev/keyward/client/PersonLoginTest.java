package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.DeviceCode;
import dev.keyward.client.signin.Login;
import dev.keyward.client.signin.PersonLogin;
import dev.keyward.client.signin.PersonalSignIn;
import dev.keyward.client.signin.RefreshTokenInMemory;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.testing.FakeClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PersonLoginTest {
    private static final URI AUTHORITY = URI.create("https://login.local.test/");
    private static final String RESOURCE = "https://vault.local.test";

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final List<Duration> pauses = new ArrayList<>();
    private final ScriptedService service = new ScriptedService();

    private TokenCache tokens() {
        return new TokenCache(
                new PersonLogin(
                        service.transport(),
                        AUTHORITY,
                        "t",
                        new RefreshTokenInMemory(SecretBytes.ofUtf8("r-1")),
                        clock,
                        pauses::add),
                clock);
    }

    private ScriptedService answers(String token, String refreshToken) {
        return service.answers(
                200,
                "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":\"3600\"}"
                        .formatted(token, refreshToken));
    }

    @Test
    void renewsBeforeATokenEndsAndUsesEachRefreshTokenOnce() {
        TokenCache tokens = tokens();
        answers("a-1", "r-2");
        answers("a-2", "r-3");
        assertThat(text(tokens)).isEqualTo("a-1");
        clock.advance(Duration.ofMinutes(57));
        assertThat(text(tokens)).isEqualTo("a-1");
        clock.advance(Duration.ofMinutes(2));
        assertThat(text(tokens)).isEqualTo("a-2");
        assertThat(service.asked())
                .containsOnly("POST https://login.local.test/t/oauth2/token")
                .hasSize(2);
        assertThat(service.bodies().getFirst())
                .contains("grant_type=refresh_token", "refresh_token=r-1", "client_id=1950a258-");
        assertThat(service.bodies().getLast()).contains("refresh_token=r-2");
    }

    @Test
    void manyWhoNeedTheSameTokenRenewOnce() throws Exception {
        TokenCache tokens = tokens();
        answers("a-1", "r-2");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> asking = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asking.add(() -> text(tokens));
            }
            for (Future<String> each : threads.invokeAll(asking)) {
                assertThat(each.get()).isEqualTo("a-1");
            }
        }
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void aRefusedRenewalIsTheEndOfTheSignIn() {
        service.answers(
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50173: The session was"
                        + " revoked.\"}");
        VaultCallException ended =
                catchThrowableOfType(VaultCallException.class, () -> text(tokens()));
        assertThat(ended.failure()).isEqualTo(new CallFailure.SignInEnded());
        assertThat(ended).hasMessageContaining("AADSTS50173");
    }

    @Test
    void whatElseIsRefusedIsNot() {
        service.answers(
                400,
                "{\"error\":\"invalid_resource\",\"error_description\":\"AADSTS500011: unknown\"}");
        VaultCallException refused =
                catchThrowableOfType(VaultCallException.class, () -> text(tokens()));
        assertThat(refused.code()).isEqualTo("invalid_resource");
    }

    @Test
    void aPasswordIsShownOnce() {
        answers("a-1", "r-1");
        Login.Started started =
                new Login(
                                service.transport(),
                                AUTHORITY,
                                "t",
                                new Credential.UserPassword(
                                        "ann@local.test", SecretBytes.ofUtf8("correct horse")),
                                clock,
                                pauses::add)
                        .start(RESOURCE);
        assertThat(started.token().text(SecretAccess.request())).isEqualTo("a-1");
        assertThat(started.person()).isNotNull();
    }

    private PersonalSignIn signIn() {
        return new PersonalSignIn(service.transport(), AUTHORITY, "t", RESOURCE, clock, this::pass);
    }

    private void pass(Duration time) {
        pauses.add(time);
        clock.advance(time);
    }

    private DeviceCode code(int life) {
        service.answers(
                200,
                "{\"device_code\":\"d\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"https://login.local.test/device\",\"interval\":3,\"expires_in\":%d,\"message\":\"To sign in, go there.\"}"
                        .formatted(life));
        return signIn().deviceCode();
    }

    private void refuses(String error) {
        service.answers(
                400, "{\"error\":\"%s\",\"error_description\":\"AADSTS1: no\"}".formatted(error));
    }

    @Test
    void aDeviceCodeIsAskedAboutAsOftenAsTheServerSays() {
        DeviceCode code = code(900);
        assertThat(code.message()).isEqualTo("To sign in, go there.");
        refuses("authorization_pending");
        refuses("slow_down");
        service.answers(
                200,
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":3600,\"id_token\":\"e30.eyJwcmVmZXJyZWRfdXNlcm5hbWUiOiJhbm5AbG9jYWwudGVzdCJ9.x\"}");
        assertThat(signIn().await(code).account()).isEqualTo("ann@local.test");
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(8));
        assertThat(service.bodies().getFirst()).contains("offline_access");
        assertThat(service.bodies().getLast())
                .contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code")
                .contains("device_code=d");
    }

    @Test
    void aDeviceCodeThatIsRefusedOrTakesTooLongSignsNobodyIn() {
        DeviceCode code = code(900);
        refuses("authorization_declined");
        assertThat(
                        catchThrowableOfType(VaultCallException.class, () -> signIn().await(code))
                                .code())
                .isEqualTo("authorization_declined");
        DeviceCode brief = code(4);
        refuses("authorization_pending");
        refuses("authorization_pending");
        assertThat(catchThrowableOfType(VaultCallException.class, () -> signIn().await(brief)))
                .hasMessageContaining("nobody signed in with the code ABCD-EFGH");
    }

    private static String text(TokenCache tokens) {
        return tokens.token(RESOURCE).text(SecretAccess.request());
    }
}
