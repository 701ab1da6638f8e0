package dev.keyward.vault;

import java.util.List;

/// The firewall of a vault as it was given (management-plane reference, section 2.4).
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
}
