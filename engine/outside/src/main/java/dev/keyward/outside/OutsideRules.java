package dev.keyward.outside;

import dev.keyward.vault.vaults.AddressBlock;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
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
/// @param addresses not public, and may be called all the same where a host has them
public record OutsideRules(
        Set<String> hosts,
        List<X509Certificate> authorities,
        Map<String, String> attestationKeys,
        List<AddressBlock> addresses) {
    /// The setting that allows addresses which aren't public.
    public static final String ADDRESSES = "outside.addresses";

    /// Nobody at all.
    public static final OutsideRules NONE =
            new OutsideRules(Set.of(), List.of(), Map.of(), List.of());

    private static final String THIS_MACHINE = "localhost";

    public OutsideRules {
        hosts = Set.copyOf(hosts);
        authorities = List.copyOf(authorities);
        attestationKeys = Map.copyOf(attestationKeys);
        addresses = List.copyOf(addresses);
    }

    /// The same rules, by which these addresses and networks may be connected to as well.
    ///
    /// @throws IllegalArgumentException if one is neither, such as `10.1.0.0/16` or `127.0.0.1`
    public OutsideRules reaching(Collection<String> more) {
        List<AddressBlock> blocks = new ArrayList<>(addresses);
        for (String text : more) {
            blocks.add(
                    AddressBlock.parse(text)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "a list in which '"
                                                    + text
                                                    + "' is no address and no network such as"
                                                    + " 10.1.0.0/16")));
        }
        return new OutsideRules(hosts, authorities, attestationKeys, blocks);
    }

    /// Whether an address of a host that may be called may be connected to: a public one, one that
    /// the operator named, and one that the host's name itself says, for that was named too.
    ///
    /// @param host as it was looked up
    public boolean reaches(String host, InetAddress address) {
        String text = SpecialAddresses.text(address);
        return SpecialAddresses.isPublic(address)
                || addresses.stream().anyMatch(block -> block.contains(text))
                || host.equalsIgnoreCase(THIS_MACHINE) && address.isLoopbackAddress()
                || AddressBlock.parse(unbracketed(host))
                        .filter(literal -> literal.contains(text))
                        .isPresent();
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
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
