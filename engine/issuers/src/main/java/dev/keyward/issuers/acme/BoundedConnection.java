package dev.keyward.issuers.acme;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.DefaultConnection;
import org.shredzone.acme4j.connector.HttpConnector;

/// A connection whose answers end, whatever the other side does: each is read whole before anybody
/// looks at it, or given up.
final class BoundedConnection extends DefaultConnection {
    /// security.md, section 8.
    static final int LONGEST_ANSWER = 1024 * 1024;

    private final HttpClient client;
    private final AnswerTime time;

    /// @param client in place of the one that the library makes and nobody calls
    BoundedConnection(HttpConnector connector, HttpClient client, AnswerTime time) {
        super(connector);
        this.client = client;
        this.time = time;
    }

    /// @throws IOException if the answer isn't whole in time
    /// @throws OversizedAnswerException if it is too long, or packed so that it may be
    @Override
    protected void sendRequest(Session session, URL url, Consumer<HttpRequest.Builder> body)
            throws IOException {
        HttpRequest.Builder request =
                httpConnector
                        .createRequestBuilder(url)
                        .header("Accept-Charset", "utf-8")
                        .header("Accept-Language", session.getLanguageHeader());
        body.accept(request);
        HttpResponse<InputStream> answer = whole(request.build());
        // The library would unpack it to whatever length.
        if (answer.headers()
                .firstValue("Content-Encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent()) {
            throw new OversizedAnswerException(
                    "the issuer's answer is packed, though nobody asked for that");
        }
        lastResponse = answer;
    }

    private HttpResponse<InputStream> whole(HttpRequest request) throws IOException {
        Duration left = time.left();
        if (left.isZero()) {
            throw new IOException("the step has had its time, and the issuer isn't done");
        }
        CompletableFuture<HttpResponse<InputStream>> call =
                client.sendAsync(request, _ -> new BoundedBody(LONGEST_ANSWER));
        try {
            return call.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException(
                    "the issuer's answer wasn't whole in time, after " + left.toSeconds() + " s",
                    late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("the call of the issuer was given up", stop);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case OversizedAnswerException oversized -> throw oversized;
                case IOException broken -> throw broken;
                case null, default -> throw new IOException(failed);
            }
        } finally {
            call.cancel(true);
        }
    }
}
