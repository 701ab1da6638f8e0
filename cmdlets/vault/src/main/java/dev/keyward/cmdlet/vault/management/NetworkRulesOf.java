package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.arm.NetworkAcls;
import dev.keyward.wire.arm.VaultProperties;
import dev.keyward.wire.arm.VaultResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a firewall's rules back from their object.
final class NetworkRulesOf {
    static final NetworkAcls OPEN = new NetworkAcls("AzureServices", "Allow", List.of(), List.of());

    private NetworkRulesOf() {}

    /// A vault's rules; an open firewall's where it has none.
    static NetworkAcls vault(VaultResource vault) {
        NetworkAcls rules = vault.properties().network().acls();
        return rules == null ? OPEN : rules;
    }

    static VaultProperties put(VaultProperties properties, @Nullable NetworkAcls rules) {
        return properties.withNetwork(
                new VaultProperties.Network(rules, properties.network().publicAccess()));
    }

    /// Both lists as one, without what's there twice.
    static List<String> with(List<String> old, List<String> more) {
        List<String> both = new ArrayList<>(old);
        more.stream().filter(it -> !isIn(old, it)).forEach(both::add);
        return both;
    }

    static List<String> without(List<String> old, List<String> less) {
        return old.stream().filter(it -> !isIn(less, it)).toList();
    }

    // The service writes a single address as a range of one.
    private static boolean isIn(List<String> list, String text) {
        return list.stream().anyMatch(it -> plain(it).equalsIgnoreCase(plain(text)));
    }

    private static String plain(String range) {
        return range.endsWith("/32") ? range.substring(0, range.length() - 3) : range;
    }

    static NetworkAcls object(PsObject rules) {
        return new NetworkAcls(
                String.valueOf(rules.get("Bypass")),
                String.valueOf(rules.get("DefaultAction")),
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
