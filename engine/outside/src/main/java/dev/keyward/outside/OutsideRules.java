package dev.keyward.outside;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Whom the deployment may call, as the operator decides. Nobody is the default.
///
/// @param hosts `host` (port 443) or `host:port`, in lower case
/// @param authorities trusted for these calls beside those of the JDK
/// @param attestationKeys the keys (a JSON Web Key Set) of attestation authorities that needn't be
///   called, by their issuer without a slash at the end
public record OutsideRules(
        Set<String> hosts, List<X509Certificate> authorities, Map<String, String> attestationKeys) {
    /// Nobody at all.
    public static final OutsideRules NONE = new OutsideRules(Set.of(), List.of(), Map.of());

    public OutsideRules {
        hosts = Set.copyOf(hosts);
        authorities = List.copyOf(authorities);
        attestationKeys = Map.copyOf(attestationKeys);
    }

    /// Whether the URL may be called: `https`, an allowed host, neither user nor fragment.
    public boolean allows(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme())
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        int port = url.getPort() < 0 ? 443 : url.getPort();
        return names(host, port) || port == 443 && hosts.contains(host);
    }

    /// Whether the rules name this host with this port, whatever is spoken there.
    ///
    /// @param host in lower case
    public boolean names(String host, int port) {
        return hosts.contains(host + ":" + port);
    }
}
