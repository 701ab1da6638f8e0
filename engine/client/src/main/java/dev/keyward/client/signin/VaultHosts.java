package dev.keyward.client.signin;

import dev.keyward.client.transport.Unreachable;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Under which hosts the vaults of a deployment are.
///
/// @param suffix what follows `{vault}.` in a vault's host, with the port unless it's 443
/// @param audience the resource of all vaults, without a slash at the end
/// @param regions that vaults may be in, one of which is in the suffix; empty if it isn't known
public record VaultHosts(String suffix, String audience, List<String> regions) {
    private static final String LABEL = "vault.";

    public VaultHosts {
        regions = List.copyOf(regions);
    }

    /// A deployment that has the one region of its suffix.
    public VaultHosts(String suffix, String audience) {
        this(suffix, audience, List.of());
    }

    /// A vault's base URI under the suffix.
    ///
    /// @throws dev.keyward.client.transport.VaultCallException if no host can have such a name
    public URI of(String vaultName) {
        return of(vaultName, suffix);
    }

    /// All base URIs that a vault of the name may have: first that under the suffix, then those of
    /// the other regions.
    ///
    /// @throws dev.keyward.client.transport.VaultCallException if no host can have such a name
    public List<URI> all(String vaultName) {
        return suffixes().map(each -> of(vaultName, each)).toList();
    }

    /// What the hosts of vaults and planes end with, without the port: one for each region.
    public List<String> domains() {
        return suffixes().map(VaultHosts::domain).toList();
    }

    private Stream<String> suffixes() {
        String own = region();
        String rest = own.isEmpty() ? "" : suffix.substring(LABEL.length() + own.length());
        return Stream.concat(
                Stream.of(suffix),
                own.isEmpty()
                        ? Stream.empty()
                        : regions.stream()
                                .filter(region -> !region.equals(own))
                                .map(region -> LABEL + region + rest));
    }

    /// The region in the suffix; empty where none of the deployment's is in it.
    private String region() {
        return regions.stream()
                .filter(region -> suffix.startsWith(LABEL + region + "."))
                .findFirst()
                .orElse("");
    }

    private static String domain(String suffix) {
        String host = URI.create("https://" + suffix).getHost();
        return host.startsWith(LABEL) ? host.substring(LABEL.length()) : host;
    }

    private static URI of(String vaultName, String suffix) {
        if (!vaultName.matches("[A-Za-z0-9-]{1,63}")) {
            throw Unreachable.because(vaultName, new UnknownHostException(vaultName));
        }
        return URI.create("https://" + vaultName.toLowerCase(Locale.ROOT) + "." + suffix);
    }
}
