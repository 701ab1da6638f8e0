package dev.keyward.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The names of the resource servers that tokens are asked for, and who issues them.
///
/// Names compare without regard to letter case and to one or two slashes at the end (some clients
/// build `https://host//.default` from a suffix).
///
/// @param issuer base URL of the login endpoint, without a slash at the end; the tenant follows
public record Audiences(
        String issuer, List<String> vault, List<String> management, List<String> graph) {
    /// Azure PowerShell asks for this audience whatever the challenge names (known-client-quirks,
    /// section 2), and so do tools with a fixed cloud definition.
    static final String AZURE_VAULT = "https://vault.azure.net";

    /// The application id that stands for [#AZURE_VAULT] in tokens of the newer shape
    /// (data-plane-common, section 3).
    static final String AZURE_VAULT_ID = "cfa8b339-82a2-471a-a3c9-0fc0be7a4093";

    public Audiences {
        List<String> all = new ArrayList<>(vault);
        all.add(AZURE_VAULT);
        all.add(AZURE_VAULT_ID);
        vault = all.stream().map(Audiences::canonical).distinct().toList();
        management = management.stream().map(Audiences::canonical).toList();
        graph = graph.stream().map(Audiences::canonical).toList();
    }

    /// The resource server that an audience names, or a resource in a token request.
    public Optional<ResourceServer> serverOf(String audience) {
        String name = canonical(audience);
        if (vault.contains(name)) {
            return Optional.of(ResourceServer.VAULT);
        }
        if (management.contains(name)) {
            return Optional.of(ResourceServer.MANAGEMENT);
        }
        return graph.contains(name) ? Optional.of(ResourceServer.GRAPH) : Optional.empty();
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < 2 && lower.endsWith("/"); i++) {
            lower = lower.substring(0, lower.length() - 1);
        }
        return lower;
    }
}
