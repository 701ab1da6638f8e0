package dev.keyward.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.client.ScriptedService;
import dev.keyward.client.management.ResourceId;
import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.client.signin.Environment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void everyNameUnderAKnownDomainLeadsToItsAddress() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("192.0.2.7");
        HostAddresses addresses = new HostAddresses(Map.of("local.keyward.localhost", address));
        assertThat(addresses.lookup("orders.vault.local.keyward.localhost"))
                .containsExactly(address);
        assertThat(addresses.lookup("Management.Local.Keyward.Localhost")).containsExactly(address);
        assertThat(addresses.lookup("other.localhost").getFirst().isLoopbackAddress()).isTrue();
    }

    @Test
    void aNameThatOnlyEndsLikeADomainIsAnother() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("192.0.2.7");
        HostAddresses addresses = new HostAddresses(Map.of("kv.localhost", address));
        assertThat(addresses.lookup("evilkv.localhost").getFirst()).isNotEqualTo(address);
    }

    @Test
    @Tag("seed:S-18")
    void anIdWithAPortMeansTheSameObject() {
        ObjectAddress address =
                ObjectAddress.parse("https://v.vault.local.test:443/keys/Key01/0123").orElseThrow();
        assertThat(address.vaultName()).isEqualTo("v");
        assertThat(address.name()).isEqualTo("Key01");
        assertThat(address.version()).isEqualTo("0123");
    }

    @Test
    @Tag("seed:S-19")
    void anIdWithoutAVersionMeansTheCurrentOne() {
        assertThat(ObjectAddress.parse("https://v.vault.local.test/keys/Key01"))
                .hasValueSatisfying(it -> assertThat(it.version()).isNull());
        assertThat(ObjectAddress.parse("https://v.vault.local.test/keys/Key01/"))
                .hasValueSatisfying(it -> assertThat(it.version()).isNull());
    }

    @Test
    void textOfAnotherShapeIsNoAddress() {
        assertThat(ObjectAddress.parse("keys/Key01")).isEmpty();
        assertThat(ObjectAddress.parse("https://v.test/keys")).isEmpty();
        assertThat(ObjectAddress.parse("not a uri at all")).isEmpty();
    }

    @Test
    void resourceIdsAreReadInAnyCase() {
        assertThat(
                        ResourceId.parse(
                                "/subscriptions/s/resourcegroups/RG/providers/Microsoft.KeyVault/vaults/kv"))
                .contains(new ResourceId("s", "RG", "kv"));
        assertThat(ResourceId.parse("/subscriptions/s/resourceGroups/RG")).isEmpty();
    }

    @Test
    @Tag("seed:A-1")
    void everythingElseIsDerivedFromTheManagementEndpoint() {
        ScriptedService service =
                new ScriptedService()
                        .answers(
                                200,
                                """
                                {"galleryEndpoint":"https://portal.local.kv.test/",
                                 "graphEndpoint":"https://graph.local.kv.test/",
                                 "portalEndpoint":"https://portal.local.kv.test/",
                                 "authentication":{"loginEndpoint":"https://login.local.kv.test/",
                                 "audiences":["https://management.local.kv.test/1"]}}
                                """);
        Environment environment =
                Environment.discover(
                        service.transport(),
                        "stack",
                        java.net.URI.create("https://management.local.kv.test:8443/"),
                        _ -> {});
        assertThat(service.asked())
                .containsExactly(
                        "GET https://management.local.kv.test:8443/metadata/endpoints?api-version=2015-01-01");
        assertThat(environment.vaults().audience()).isEqualTo("https://vault.local.kv.test:8443");
        assertThat(environment.vaults().of("Vault01"))
                .hasToString("https://vault01.vault.local.kv.test:8443");
        assertThat(environment.managementAudience())
                .isEqualTo("https://management.local.kv.test/1");
        assertThat(environment.admin()).hasToString("https://adminmanagement.local.kv.test:8443");
        assertThat(environment.adminAudience())
                .isEqualTo("https://adminmanagement.local.kv.test:8443/");
    }

    @Test
    void theOperatorsHostIsAResourceManagerToo() {
        ScriptedService service =
                new ScriptedService()
                        .answers(
                                200,
                                """
                                {"graphEndpoint":"https://graph.local.kv.test/",
                                 "authentication":{"loginEndpoint":"https://login.local.kv.test/",
                                 "audiences":["https://adminmanagement.local.kv.test/"]}}
                                """);
        Environment environment =
                Environment.discover(
                        service.transport(),
                        "operator",
                        java.net.URI.create("https://adminmanagement.local.kv.test"),
                        _ -> {});
        assertThat(environment.vaults().suffix()).isEqualTo("vault.local.kv.test");
        assertThat(environment.admin()).isEqualTo(environment.resourceManager());
        assertThat(environment.adminAudience()).isEqualTo("https://adminmanagement.local.kv.test/");
    }
}
