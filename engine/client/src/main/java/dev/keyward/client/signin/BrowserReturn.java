package dev.keyward.client.signin;

import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Waits on a port of this machine for a browser that was sent to the sign-in page to come back
/// (RFC 8252 7.3). Whatever else comes by, or doesn't know the question, is sent away.
public final class BrowserReturn implements AutoCloseable {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int STEP_MILLIS = 200;
    private static final int READ_MILLIS = 5_000;
    private static final int LONGEST_LINE = 16 * 1024;

    private static final String DONE =
            "<!doctype html><meta charset=utf-8><title>Keyward</title><p>You are signed in. This"
                    + " page can be closed.";
    private static final String REFUSED =
            "<!doctype html><meta charset=utf-8><title>Keyward</title><p>The sign-in was refused;"
                    + " the shell says why. This page can be closed.";

    private final PersonalSignIn signIn;
    private final ServerSocket port;
    private final BrowserRequest request;
    private final InstantSource clock;

    private BrowserReturn(
            PersonalSignIn signIn, ServerSocket port, BrowserRequest request, InstantSource clock) {
        this.signIn = signIn;
        this.port = port;
        this.request = request;
        this.clock = clock;
    }

    /// @throws IOException if there is no port
    public static BrowserReturn open(
            PersonalSignIn signIn, SecureRandom random, InstantSource clock) throws IOException {
        ServerSocket port = new ServerSocket();
        try {
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            port.setSoTimeout(STEP_MILLIS);
            return new BrowserReturn(
                    signIn, port, BrowserRequest.to(port.getLocalPort(), random), clock);
        } catch (IOException e) {
            port.close();
            throw e;
        }
    }

    /// Sends the browser to the page, and waits until it is back. An interrupt ends it.
    ///
    /// @param browser opens an address
    /// @throws VaultCallException if the person refuses or takes too long
    /// @throws IOException if the port is lost
    public Credential.Person signIn(Consumer<URI> browser) throws IOException {
        browser.accept(signIn.page(request));
        Instant end = clock.instant().plus(LIFE);
        while (clock.instant().isBefore(end)) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw refused(new CallFailure.Cancelled(), "the call was cancelled");
            }
            Optional<String> code;
            try (Socket peer = port.accept()) {
                code = code(peer);
            } catch (SocketTimeoutException _) {
                continue;
            }
            if (code.isPresent()) {
                return signIn.redeem(request, code.get());
            }
        }
        throw refused(
                new CallFailure.Refused("expired_token", null),
                "nobody signed in with the browser within %d minutes".formatted(LIFE.toMinutes()));
    }

    private Optional<String> code(Socket peer) throws IOException {
        peer.setSoTimeout(READ_MILLIS);
        HttpUrl asked;
        try {
            asked = asked(peer);
        } catch (SocketTimeoutException _) {
            return Optional.empty();
        }
        if (asked == null || !request.state().equals(asked.queryParameter("state"))) {
            answer(peer, "404 Not Found", "");
            return Optional.empty();
        }
        String code = asked.queryParameter("code");
        if (code != null) {
            answer(peer, "200 OK", DONE);
            return Optional.of(code);
        }
        answer(peer, "200 OK", REFUSED);
        String error = asked.queryParameter("error");
        String why = asked.queryParameter("error_description");
        throw refused(
                new CallFailure.Refused(error == null ? "invalid_request" : error, null),
                why == null ? "the sign-in was refused: " + error : why);
    }

    /// Nothing if it asks for anything but this address in a form that browsers use.
    private @Nullable HttpUrl asked(Socket peer) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(peer.getInputStream(), StandardCharsets.ISO_8859_1));
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
            line.append((char) next);
            next = in.read();
        }
        String[] words = line.toString().split(" ");
        return words.length == 3 && words[0].equals("GET") && words[1].startsWith("/")
                ? HttpUrl.parse(request.redirect() + words[1])
                : null;
    }

    private static void answer(Socket peer, String status, String page) throws IOException {
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n"
                        .formatted(status, body.length);
        peer.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        peer.getOutputStream().write(body);
        peer.getOutputStream().flush();
    }

    private static VaultCallException refused(CallFailure failure, String why) {
        return new VaultCallException(VaultCallException.NO_ANSWER, failure, why, null);
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
