package dev.keyward.issuers.acme;

import java.net.URI;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// What the operator of a server lets ACME do. No tenant can widen it.
///
/// @param allowed which URLs may be called
/// @param tls tells whose servers are believed; asked at the first call
public record AcmeAccess(Predicate<URI> allowed, Supplier<SSLContext> tls, AcmeAnswers answers) {
    boolean allows(URI url) {
        return "https".equalsIgnoreCase(url.getScheme())
                && url.getHost() != null
                && allowed.test(url);
    }
}
