package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.offers.UncountedQuotaResource;
import dev.keyward.wire.offers.UncountedService;
import java.util.List;
import java.util.Map;

/// What cmdlets call the settings of quotas that are kept and not counted, and what they are if
/// they aren't given.
public enum UncountedQuotas {
    COMPUTE(
            UncountedService.COMPUTE,
            "Compute",
            "Microsoft.AzureStack.Management.Compute.Admin.Models.ComputeQuotaObject",
            List.of(
                    Setting.of("AvailabilitySetCount", "availabilitySetCount", "10"),
                    new Setting("CoresCount", "CoresLimit", "coresLimit", "100"),
                    Setting.of("VmScaleSetCount", "vmScaleSetCount", "100"),
                    Setting.of("VirtualMachineCount", "virtualMachineCount", "100"),
                    Setting.of(
                            "StandardManagedDiskAndSnapshotSize",
                            "maxAllocationStandardManagedDisksAndSnapshots",
                            "2048"),
                    Setting.of(
                            "PremiumManagedDiskAndSnapshotSize",
                            "maxAllocationPremiumManagedDisksAndSnapshots",
                            "2048"))),
    NETWORK(
            UncountedService.NETWORK,
            "Network",
            "Microsoft.AzureStack.Management.Network.Admin.Models.Quota",
            List.of(
                    Setting.of("MaxNicsPerSubscription", "maxNicsPerSubscription", "100"),
                    Setting.of("MaxPublicIpsPerSubscription", "maxPublicIpsPerSubscription", "50"),
                    Setting.of(
                            "MaxVirtualNetworkGatewayConnectionsPerSubscription",
                            "maxVirtualNetworkGatewayConnectionsPerSubscription",
                            "2"),
                    Setting.of("MaxVnetsPerSubscription", "maxVnetsPerSubscription", "50"),
                    Setting.of(
                            "MaxVirtualNetworkGatewaysPerSubscription",
                            "maxVirtualNetworkGatewaysPerSubscription",
                            "1"),
                    Setting.of(
                            "MaxSecurityGroupsPerSubscription",
                            "maxSecurityGroupsPerSubscription",
                            "50"),
                    Setting.of(
                            "MaxLoadBalancersPerSubscription",
                            "maxLoadBalancersPerSubscription",
                            "50"),
                    Setting.of("MigrationPhase", "migrationPhase", "Prepare"))),
    STORAGE(
            UncountedService.STORAGE,
            "Storage",
            "Microsoft.AzureStack.Management.Storage.Admin.Models.StorageQuota",
            List.of(
                    Setting.of("CapacityInGb", "capacityInGb", "500"),
                    Setting.of("NumberOfStorageAccounts", "numberOfStorageAccounts", "20")));

    private final UncountedService service;
    private final String word;
    private final String type;
    private final List<Setting> settings;

    UncountedQuotas(UncountedService service, String word, String type, List<Setting> settings) {
        this.service = service;
        this.word = word;
        this.type = type;
        this.settings = settings;
    }

    /// One setting.
    ///
    /// @param parameter of the cmdlets
    /// @param property of their objects
    /// @param member on the wire
    /// @param standard what a new quota has if it isn't given
    public record Setting(String parameter, String property, String member, String standard) {
        static Setting of(String name, String member, String standard) {
            return new Setting(name, name, member, standard);
        }
    }

    public UncountedService service() {
        return service;
    }

    /// What stands in the names of its cmdlets.
    public String word() {
        return word;
    }

    public List<Setting> settings() {
        return settings;
    }

    public PsObject object(UncountedQuotaResource quota) {
        PsObject object = OfferShapes.named(new PsObject(type), quota.envelope());
        Map<String, String> given = quota.settings();
        for (Setting setting : settings) {
            String value = given.get(setting.member);
            boolean number = value != null && service.numbers().contains(setting.member);
            object.set(setting.property, number ? (Object) Long.valueOf(value) : value);
        }
        return object.set("Id", quota.envelope().id());
    }
}
