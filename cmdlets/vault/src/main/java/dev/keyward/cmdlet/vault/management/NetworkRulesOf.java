package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultSettings.NetworkRules;
import dev.keyward.cmdlet.PsObject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a firewall's rules back from their object.
final class NetworkRulesOf {
    static final NetworkRules OPEN =
            new NetworkRules("Allow", "AzureServices", List.of(), List.of());

    private NetworkRulesOf() {}

    static NetworkRules object(PsObject rules) {
        return new NetworkRules(
                String.valueOf(rules.get("DefaultAction")),
                String.valueOf(rules.get("Bypass")),
                texts(rules.get("IpAddressRanges")),
                texts(rules.get("VirtualNetworkResourceIds")));
    }

    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Collection<?> all -> all.stream().map(String::valueOf).toList();
            case Object[] all -> List.of(all).stream().map(String::valueOf).toList();
            default -> List.of(value.toString());
        };
    }
}
