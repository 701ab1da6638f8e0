package dev.keyward.cmdlet.vault;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.VaultHosts;
import dev.keyward.client.transport.Transport;
import dev.keyward.cmdlet.vault.connection.LocalService;
import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// A service that has subscriptions and nothing else, and keeps what it was asked.
final class RecordedService implements LocalService {
    final List<String> requests = new ArrayList<>();

    private final String name;
    private final int subscriptions;

    RecordedService(String name) {
        this(name, 1);
    }

    RecordedService(String name, int subscriptions) {
        this.name = name;
        this.subscriptions = subscriptions;
    }

    private String subscription(int number) {
        return """
        {"id":"/subscriptions/5f000000-0000-4000-8000-00000000000%1$d",
         "subscriptionId":"5f000000-0000-4000-8000-00000000000%1$d","displayName":"all %1$d",
         "state":"Enabled","tenantId":"%2$s"}
        """
                .formatted(number, tenant());
    }

    private Response answer(Interceptor.Chain chain) {
        String path = chain.request().url().encodedPath();
        requests.add(chain.request().method() + " " + chain.request().url());
        boolean list = path.equals("/subscriptions");
        String body =
                list
                        ? IntStream.rangeClosed(1, subscriptions)
                                .mapToObj(this::subscription)
                                .collect(Collectors.joining(",", "{\"value\":[", "]}"))
                        : "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"nothing is"
                                + " here\"}}";
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(list ? 200 : 404)
                .message("")
                .body(ResponseBody.create(body, MediaType.parse("application/json")))
                .build();
    }

    @Override
    public Transport transport() {
        return Transport.through(this::answer);
    }

    @Override
    public Environment environment() {
        String domain = name + ".example.org";
        return new Environment(
                name,
                URI.create("https://management." + domain),
                URI.create("https://adminmanagement." + domain),
                URI.create("https://login." + domain),
                URI.create("https://graph." + domain),
                "https://management." + domain,
                "https://graph." + domain,
                new VaultHosts("vault." + domain, "https://vault." + domain));
    }

    @Override
    public String tenant() {
        return "7e000000-0000-4000-8000-000000000001";
    }

    @Override
    public String account() {
        return "admin@example.org";
    }

    @Override
    public TokenSource tokens() {
        return resource -> {
            requests.add("a token for " + resource);
            return new AccessToken(
                    SecretBytes.ofUtf8("token"), Instant.parse("2100-01-01T00:00:00Z"));
        };
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
