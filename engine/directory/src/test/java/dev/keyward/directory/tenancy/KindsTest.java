package dev.keyward.directory.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.directory.OldRecords;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The bytes of each kind are those of 0.1.0, or are read as they were.
class KindsTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final UUID SUBSCRIPTION = new UUID(2, 2);
    private static final PrincipalId ANNA = new PrincipalId("AAAAAAAA-0000-4000-8000-00000000000A");
    private static final PrincipalId GROUP = new PrincipalId("S-1-5-21-7");

    @Test
    void aTenant() {
        OldRecords.assertKept(
                Tenant.KIND,
                new Tenant(TENANT, "Contoso", "Contoso.example", Set.of(ANNA, GROUP), true));
    }

    @Test
    void aSubscription() {
        OldRecords.assertKept(
                Subscription.KIND,
                new Subscription(
                        SUBSCRIPTION,
                        TENANT,
                        "Default subscription",
                        Subscription.State.DISABLED,
                        Set.of(ANNA),
                        Set.of(GROUP),
                        Map.of(
                                "Microsoft.KeyVault",
                                Subscription.Registration.REGISTERED,
                                "Microsoft.Compute",
                                Subscription.Registration.UNREGISTERED),
                        Subscription.Side.TENANT,
                        null));
    }

    @Test
    void aResourceGroup() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("team", "red");
        tags.put("cost", "ä€");
        ResourceGroup group =
                new ResourceGroup(SUBSCRIPTION, "Vault-RG", "local", tags, "/subscriptions/x");
        assertThat(OldRecords.read(ResourceGroup.KIND)).isEqualTo(group);
        // Its tags are sealed since.
        assertThat(new String(ResourceGroup.KIND.clear(group), StandardCharsets.UTF_8))
                .contains("Vault-RG")
                .doesNotContain("team", "red");
    }
}
