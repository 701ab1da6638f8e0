package dev.keyward.api.exchange;

import dev.keyward.model.CertificateThumbprint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request as the API sees it, whatever carried it.
///
/// @param method upper case
/// @param authority `host` or `host:port` as the client named it, not yet checked
/// @param path raw path, percent-encoded, without the query
/// @param query raw query without `?`, or empty
/// @param headers names in lower case; values in the order received
/// @param body belongs to the request; empty when there is none
/// @param peer address of the client, without port; `embedded` in process; over a Unix socket
///   `local:` and the user whose process is at the other end
/// @param tls protocol version in audit form such as `TLS1_3`; empty in process; `None` over a
///   socket of this machine, where there is none
/// @param mutualTls what the connection proves of the client, which no header can say; null where
///   clients aren't asked for a certificate
public record ApiRequest(
        String method,
        String authority,
        String path,
        String query,
        Map<String, List<String>> headers,
        byte[] body,
        String peer,
        String tls,
        @Nullable MutualTls mutualTls) {
    /// Over a connection that asked for no certificate.
    public ApiRequest(
            String method,
            String authority,
            String path,
            String query,
            Map<String, List<String>> headers,
            byte[] body,
            String peer,
            String tls) {
        this(method, authority, path, query, headers, body, peer, tls, null);
    }

    /// The certificate that the client of the connection proved; null if none.
    public @Nullable CertificateThumbprint certificate() {
        return mutualTls == null ? null : mutualTls.certificate();
    }
}
