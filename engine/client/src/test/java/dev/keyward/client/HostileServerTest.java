package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.Transport;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretBytes;
import dev.keyward.testing.FakeClock;
import dev.keyward.wire.JsonReader;
import java.net.URI;
import java.time.Instant;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that wants the token elsewhere, or this process's memory.
class HostileServerTest {
    private static final URI PLACE = URI.create("https://v.vault.local.test:8443/secrets?n=1");

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));

    private Rest rest(Transport transport) {
        TokenSource source =
                _ ->
                        new AccessToken(
                                SecretBytes.ofUtf8("token"), clock.instant().plusSeconds(3600));
        return new SignedIn(transport, new TokenCache(source, clock), _ -> {}).rest("res");
    }

    private static Paged<String> list(Rest rest) {
        return new Paged<>(rest, PLACE, HostileServerTest::name);
    }

    private static String name(JsonReader in) {
        String name = "";
        while (in.next()) {
            name = in.text();
        }
        return name;
    }

    private static String all(JsonReader in) {
        while (in.next()) {
            in.skip();
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.test:8443/secrets?n=2",
                "http://v.vault.local.test:8443/secrets?n=2",
                "https://v.vault.local.test/secrets?n=2",
                "https://v.vault.local.test:8443@elsewhere.test/secrets",
                "https://user:x@v.vault.local.test:8443/secrets",
                "//elsewhere.test:8443/secrets",
                "/\\\\elsewhere.test:8443/secrets",
                "file:///etc/passwd",
                "https://",
                "https://[",
            })
    void theTokenGoesToNoOtherOriginThatANextLinkNames(String link) {
        ScriptedService service =
                new ScriptedService()
                        .answers(200, "{\"value\":[{\"n\":\"a\"}],\"nextLink\":\"" + link + "\"}")
                        .answers(200, "{\"value\":[{\"n\":\"b\"}]}");
        VaultCallException refused =
                catchThrowableOfType(
                        VaultCallException.class,
                        () -> list(rest(service.transport())).stream().toList());
        assertThat(refused.failure()).isEqualTo(new CallFailure.BadAnswer());
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://v.vault.local.test:8443/secrets?n=2&$skiptoken=a%2Bb",
                "https://V.VAULT.local.test:8443/secrets?n=2&$skiptoken=a%2Bb",
                "/secrets?n=2&$skiptoken=a%2Bb",
            })
    void aNextLinkOfTheSameOriginIsFollowed(String link) {
        ScriptedService service =
                new ScriptedService()
                        .answers(200, "{\"value\":[{\"n\":\"a\"}],\"nextLink\":\"" + link + "\"}")
                        .answers(200, "{\"value\":[{\"n\":\"b\"}]}");
        assertThat(list(rest(service.transport())).stream()).containsExactly("a", "b");
        assertThat(service.asked().getLast())
                .isEqualTo("GET https://v.vault.local.test:8443/secrets?n=2&$skiptoken=a%2Bb");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        ScriptedService service =
                new ScriptedService()
                        .answers(status, "", "Location", "https://elsewhere.test/secrets")
                        .answers(200, "{}");
        VaultCallException refused =
                catchThrowableOfType(
                        VaultCallException.class,
                        () -> rest(service.transport()).get(PLACE, HostileServerTest::all));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void anAnswerWithoutAnEndIsLeft(int status) {
        VaultCallException refused =
                catchThrowableOfType(
                        VaultCallException.class,
                        () -> rest(endless(status)).get(PLACE, HostileServerTest::all));
        assertThat(refused.failure()).isEqualTo(new CallFailure.BadAnswer());
        assertThat(refused).hasMessage("the answer is longer than 64 MiB, the most that is read");
    }

    @Test
    void aShortAnswerOfVeryManyPartsIsLeft() {
        ScriptedService service =
                new ScriptedService().answers(200, "{\"a\":[" + "[],".repeat(2_000_000) + "[]]}");
        VaultCallException refused =
                catchThrowableOfType(
                        VaultCallException.class,
                        () -> rest(service.transport()).get(PLACE, HostileServerTest::all));
        assertThat(refused.failure()).isEqualTo(new CallFailure.BadAnswer());
    }

    private static Transport endless(int status) {
        byte[] piece = " ".repeat(8192).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Source body =
                new Source() {
                    @Override
                    public long read(Buffer sink, long byteCount) {
                        sink.write(piece);
                        return piece.length;
                    }

                    @Override
                    public Timeout timeout() {
                        return Timeout.NONE;
                    }

                    @Override
                    public void close() {}
                };
        return Transport.through(chain ->
                new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(status)
                        .message("")
                        .body(
                                ResponseBody.create(
                                        Okio.buffer(body), MediaType.get("application/json"), -1))
                        .build());
    }
}
