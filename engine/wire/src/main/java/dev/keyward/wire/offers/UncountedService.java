package dev.keyward.wire.offers;

import java.util.List;

/// A service of Azure Stack that isn't here, and whose quotas are kept all the same, so that plans
/// which name them can be made: nothing is counted against them.
public enum UncountedService {
    COMPUTE(
            "Microsoft.Compute.Admin",
            List.of("2021-01-01", "2018-07-30-preview", "2018-02-09", "2015-12-01-preview"),
            List.of(
                    "availabilitySetCount",
                    "coresLimit",
                    "vmScaleSetCount",
                    "virtualMachineCount",
                    "maxAllocationStandardManagedDisksAndSnapshots",
                    "maxAllocationPremiumManagedDisksAndSnapshots"),
            List.of()),
    NETWORK(
            "Microsoft.Network.Admin",
            List.of("2015-06-15"),
            List.of(
                    "maxNicsPerSubscription",
                    "maxPublicIpsPerSubscription",
                    "maxVirtualNetworkGatewayConnectionsPerSubscription",
                    "maxVnetsPerSubscription",
                    "maxVirtualNetworkGatewaysPerSubscription",
                    "maxSecurityGroupsPerSubscription",
                    "maxLoadBalancersPerSubscription"),
            List.of("migrationPhase")),
    STORAGE(
            "Microsoft.Storage.Admin",
            List.of("2019-08-08-preview", "2015-12-01-preview"),
            List.of("capacityInGb", "numberOfStorageAccounts"),
            List.of());

    private final String namespace;
    private final List<String> versions;
    private final List<String> numbers;
    private final List<String> texts;

    UncountedService(
            String namespace, List<String> versions, List<String> numbers, List<String> texts) {
        this.namespace = namespace;
        this.versions = versions;
        this.numbers = numbers;
        this.texts = texts;
    }

    /// Of the service's operator side.
    public String namespace() {
        return namespace;
    }

    /// The api-versions of its quotas, newest first.
    public List<String> versions() {
        return versions;
    }

    /// Members of a quota's properties that are whole numbers, 0 or more.
    public List<String> numbers() {
        return numbers;
    }

    /// Members of a quota's properties that are words.
    List<String> texts() {
        return texts;
    }

    String type() {
        return namespace + "/locations/quotas";
    }
}
