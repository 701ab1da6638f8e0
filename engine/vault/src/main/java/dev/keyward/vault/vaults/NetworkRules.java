package dev.keyward.vault.vaults;

import java.util.List;

/// The firewall of a vault as it was given (management-plane.md, section 2.4).
///
/// @param bypass `AzureServices` or `None`
/// @param defaultAction `Allow` or `Deny`
/// @param ipRules addresses and CIDR blocks
/// @param subnets ARM ids, lower case
public record NetworkRules(
        String bypass, String defaultAction, List<String> ipRules, List<String> subnets) {
    public NetworkRules {
        ipRules = List.copyOf(ipRules);
        subnets = List.copyOf(subnets);
    }

    /// Whether a text can stand in `ipRules`: an IPv4 or IPv6 address, or a CIDR block.
    public static boolean isRule(String text) {
        return AddressBlock.parse(text).isPresent();
    }

    /// Whether a request from the address gets in (authorization.md, section 8.2). Subnets exist in
    /// Azure alone and match nothing here; nobody is a trusted service.
    ///
    /// @param peer as the connection has it; what is no address gets in only where everybody does
    public boolean admits(String peer) {
        if (!defaultAction.equals("Deny")) {
            return true;
        }
        byte[] address = AddressBlock.address(peer);
        return address != null
                && ipRules.stream()
                        .flatMap(rule -> AddressBlock.parse(rule).stream())
                        .anyMatch(block -> block.contains(address));
    }
}
