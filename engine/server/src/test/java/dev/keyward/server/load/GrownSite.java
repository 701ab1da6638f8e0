package dev.keyward.server.load;

import dev.keyward.server.JavaProcess;
import dev.keyward.server.TestTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

/// A server on a filled home, in a process of its own.
final class GrownSite implements AutoCloseable {
    private final GrownHome home;
    private final JavaProcess server;
    private final HttpClient http;
    private final String tenantToken;
    private final String operatorToken;
    final Populated.Cast cast;

    GrownSite(GrownHome home) throws Exception {
        this.home = home;
        cast = home.cast();
        server = home.start();
        http =
                HttpClient.newBuilder()
                        .sslContext(TestTls.trusting(home.path().resolve("tls/ca.pem")))
                        .build();
        tenantToken = token(cast.tenant(), "management");
        operatorToken = token(cast.operator(), "adminmanagement");
    }

    Footprint footprint() {
        return new Footprint(server.handle(), home.path());
    }

    private URI uri(String plane, String target) {
        return URI.create("https://" + plane + "." + Populated.DOMAIN + ":" + home.port() + target);
    }

    HttpRequest signIn(Populated.Person person, String plane) {
        return HttpRequest.newBuilder(uri("login", "/" + person.tenant() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                Populated.form(person, uri(plane, "/").toString())))
                .build();
    }

    private String token(Populated.Person person, String plane) throws Exception {
        return ask(signIn(person, plane)).replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    /// Of the first tenant's administrator.
    HttpRequest tenant(String target) {
        return get("management", tenantToken, target);
    }

    HttpRequest tenant(UUID subscription, String target) {
        return tenant("/subscriptions/" + subscription + target);
    }

    /// @param target behind the operator's subscription
    HttpRequest operator(String target) {
        return get("adminmanagement", operatorToken, cast.provider() + target);
    }

    private HttpRequest get(String plane, String token, String target) {
        return HttpRequest.newBuilder(uri(plane, target))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    /// How long all take, one after the other.
    long nanosFor(List<HttpRequest> requests) throws Exception {
        long begun = System.nanoTime();
        for (HttpRequest request : requests) {
            ask(request);
        }
        return System.nanoTime() - begun;
    }

    private String ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " from " + request.uri());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
