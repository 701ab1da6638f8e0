package dev.keyward.issuers.acme;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What the operator of a server lets ACME do. No tenant can widen it.
///
/// @param allowed which URLs may be called
/// @param client calls them: follows no redirect, believes whom the operator does, and connects to
///   no address that isn't to be called; asked for at the first call
/// @param lookup where name servers are
public record AcmeAccess(
        Predicate<URI> allowed, Supplier<HttpClient> client, Lookup lookup, AcmeAnswers answers) {
    /// Where a host is, or that it isn't to be called.
    @FunctionalInterface
    public interface Lookup {
        InetAddress of(String host) throws IOException;
    }

    boolean allows(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                && url.getHost() != null
                && allowed.test(url);
    }
}
