package dev.keyward.outside;

import dev.keyward.model.Bug;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Calls the hosts that the rules allow, over HTTPS. Safe for use by several threads.
///
/// Follows no redirect, waits no longer than ten seconds and reads no more than 256 KiB, whatever
/// the other side does.
public final class Outside implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final OutsideRules rules;
    private final Duration patience;
    private final CheckedAddresses addresses;
    private @Nullable Tls tls;
    private @Nullable PinnedClient client;

    public Outside(OutsideRules rules) {
        this(rules, ANSWER, InetAddress::getAllByName);
    }

    /// @param patience how long an answer may take, to its last byte
    Outside(OutsideRules rules, Duration patience, Lookup lookup) {
        this.rules = rules;
        this.patience = patience;
        this.addresses = new CheckedAddresses(rules, lookup);
    }

    private record Tls(SSLContext context, X509TrustManager trusted) {}

    /// What came back.
    ///
    /// @param headers the first value of each, by name in lower case
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    public OutsideRules rules() {
        return rules;
    }

    /// Where a host is, whatever is spoken there: looked up once, checked, to be connected to as it
    /// is.
    ///
    /// @throws IOException if nobody knows it, or the rules forbid one of its addresses
    public List<InetAddress> addresses(String host) throws IOException {
        return addresses.of(host);
    }

    /// Trusts whom the rules do; for libraries that call by themselves.
    public SSLContext tls() {
        return trust().context();
    }

    private synchronized Tls trust() {
        if (tls == null) {
            tls = tls(rules);
        }
        return tls;
    }

    /// Made when it is first needed: most deployments call nobody, and the platform's authorities
    /// take their time to read.
    ///
    /// Calls checked addresses alone; whether a URL may be called, its user asks the rules.
    public synchronized HttpClient client() {
        if (client == null) {
            Tls trust = trust();
            client = new PinnedClient(addresses, trust.context(), trust.trusted());
        }
        return client;
    }

    /// @throws IOException if the rules forbid it, nobody answers in time, or the answer is too
    ///   long
    public Answer get(URI url) throws IOException {
        return send(url, HttpRequest.newBuilder(allowed(url)).GET());
    }

    /// @throws IOException as [#get]
    public Answer post(URI url, Map<String, String> headers, byte[] body) throws IOException {
        return send(
                url,
                with(headers, HttpRequest.newBuilder(allowed(url)))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /// @throws IOException as [#get]
    public Answer options(URI url, Map<String, String> headers) throws IOException {
        return send(
                url,
                with(headers, HttpRequest.newBuilder(allowed(url)))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private URI allowed(URI url) throws IOException {
        if (!rules.allows(url)) {
            throw new IOException("the settings don't allow calls of " + url.getHost());
        }
        return url;
    }

    private static HttpRequest.Builder with(
            Map<String, String> headers, HttpRequest.Builder request) {
        headers.forEach(request::header);
        return request;
    }

    /// The request's own timeout ends with the headers of the answer; this one with its body.
    private Answer send(URI url, HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> call =
                client().sendAsync(
                                request.timeout(patience).build(),
                                HttpResponse.BodyHandlers.limiting(
                                        HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("the call of " + url.getHost() + " was given up", stop);
        } catch (TimeoutException late) {
            throw new IOException(url.getHost() + " didn't answer in time", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ForbiddenAddressException forbidden) {
                throw forbidden;
            }
            if (failed.getCause() instanceof HttpTimeoutException late) {
                throw new IOException(url.getHost() + " didn't answer in time", late);
            }
            throw new IOException("the call of " + url.getHost() + " failed", failed.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private static Tls tls(OutsideRules rules) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (X509Certificate certificate : platformAuthorities()) {
                trusted.setCertificateEntry("platform-" + number++, certificate);
            }
            for (X509Certificate certificate : rules.authorities()) {
                trusted.setCertificateEntry("own-" + number++, certificate);
            }
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return new Tls(context, trusting(managers));
        } catch (GeneralSecurityException | IOException impossible) {
            throw Bug.because("the JDK has TLS", impossible);
        }
    }

    private static X509Certificate[] platformAuthorities() throws GeneralSecurityException {
        TrustManagerFactory platform =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        platform.init((KeyStore) null);
        return trusting(platform).getAcceptedIssuers();
    }

    private static X509TrustManager trusting(TrustManagerFactory made) {
        for (TrustManager manager : made.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw Bug.because("the JDK has a trust manager for certificates");
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
