package dev.keyward.issuers.acme;

import dev.keyward.model.Bug;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpRequest;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.AbstractAcmeProvider;

/// Lets the ACME library call the hosts that are allowed and no others, whatever answers say;
/// follows no redirection and takes no answer without end (security.md, section 8).
final class GuardedProvider extends AbstractAcmeProvider {
    private final AcmeAccess access;
    private final AnswerTime time;

    /// @param time for the answers of one step
    GuardedProvider(AcmeAccess access, AnswerTime time) {
        this.access = access;
        this.time = time;
    }

    @Override
    public boolean accepts(URI directory) {
        return access.allows(directory);
    }

    @Override
    public URL resolve(URI directory) {
        try {
            return directory.toURL();
        } catch (MalformedURLException e) {
            throw Bug.because("an allowed address is a URL", e);
        }
    }

    @Override
    public Connection connect(URI directory, NetworkSettings settings) {
        return new BoundedConnection(createHttpConnector(settings), access.client().get(), time);
    }

    @Override
    protected HttpConnector createHttpConnector(NetworkSettings settings) {
        return new GuardedConnector(settings, access);
    }

    private static final class GuardedConnector extends HttpConnector {
        private final AcmeAccess access;

        GuardedConnector(NetworkSettings settings, AcmeAccess access) {
            super(settings);
            this.access = access;
        }

        @Override
        public HttpRequest.Builder createRequestBuilder(URL url) {
            try {
                if (access.allows(url.toURI())) {
                    return super.createRequestBuilder(url);
                }
            } catch (URISyntaxException _) {
                // Said below.
            }
            throw new ForbiddenHostException("the server may not call " + url.getAuthority());
        }
    }
}
