package dev.keyward.directory.tokens;

import dev.keyward.model.Bug;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The names of the resource servers that tokens are asked for, and who issues them.
///
/// Names compare without regard to letter case and to one or two slashes at the end (some clients
/// build `https://host//.default` from a suffix). The names of the vaults are kept apart from all
/// others: a token for the management plane opens no vault, nor the other way round. Management,
/// admin and graph may share a name, where they are reached by one host.
///
/// @param issuer base URL of the login endpoint, without a slash at the end; the tenant follows
/// @param admin of the operator's plane
/// @param es256 the resource servers that want their tokens signed with ES256; the others are given
///   RS256
public record Audiences(
        String issuer,
        Set<String> vault,
        Set<String> management,
        Set<String> admin,
        Set<String> graph,
        Set<ResourceServer> es256) {
    /// Azure PowerShell asks for this audience whatever the challenge names
    /// (known-client-quirks.md, section 2), and so do tools with a fixed cloud definition.
    static final String AZURE_VAULT = "https://vault.azure.net";

    /// The application id that stands for [#AZURE_VAULT] in tokens of the newer shape
    /// (data-plane-common.md, section 3).
    static final String AZURE_VAULT_ID = "cfa8b339-82a2-471a-a3c9-0fc0be7a4093";

    public Audiences {
        vault = canonical(vault);
        vault.add(AZURE_VAULT);
        vault.add(AZURE_VAULT_ID);
        vault = Set.copyOf(vault);
        management = Set.copyOf(canonical(management));
        admin = Set.copyOf(canonical(admin));
        graph = Set.copyOf(canonical(graph));
        es256 = Set.copyOf(es256);
        for (String name : vault) {
            if (management.contains(name) || admin.contains(name) || graph.contains(name)) {
                throw Bug.because("a vault audience is another's too");
            }
        }
    }

    /// The servers that a token for the audience is for; none for a name nobody has.
    public Set<ResourceServer> serversOf(String audience) {
        String name = canonical(audience);
        Set<ResourceServer> servers = EnumSet.noneOf(ResourceServer.class);
        if (vault.contains(name)) {
            servers.add(ResourceServer.VAULT);
        }
        if (management.contains(name)) {
            servers.add(ResourceServer.MANAGEMENT);
        }
        if (admin.contains(name)) {
            servers.add(ResourceServer.ADMIN);
        }
        if (graph.contains(name)) {
            servers.add(ResourceServer.GRAPH);
        }
        return servers;
    }

    /// What a token for the audience is signed with. Where servers share a name, all of them have
    /// to want ES256; other audiences are applications, of which nothing is known but that they
    /// verify RS256.
    TokenAlgorithm algorithmOf(String audience) {
        Set<ResourceServer> servers = serversOf(audience);
        return !servers.isEmpty() && es256.containsAll(servers)
                ? TokenAlgorithm.ES256
                : TokenAlgorithm.RS256;
    }

    /// All that tokens are signed with.
    Set<TokenAlgorithm> algorithms() {
        Set<TokenAlgorithm> algorithms = EnumSet.noneOf(TokenAlgorithm.class);
        for (ResourceServer server : ResourceServer.values()) {
            algorithms.add(es256.contains(server) ? TokenAlgorithm.ES256 : TokenAlgorithm.RS256);
        }
        return algorithms;
    }

    /// Whether tokens can be asked for under the name.
    public boolean isKnown(String audience) {
        return !serversOf(audience).isEmpty();
    }

    private static Set<String> canonical(Set<String> names) {
        Set<String> canonical = new HashSet<>();
        names.forEach(name -> canonical.add(canonical(name)));
        return canonical;
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < 2 && lower.endsWith("/"); i++) {
            lower = lower.substring(0, lower.length() - 1);
        }
        return lower;
    }
}
