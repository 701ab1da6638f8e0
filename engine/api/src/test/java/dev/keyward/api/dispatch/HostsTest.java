package dev.keyward.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Plane;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {
    private static Hosts hosts(@Nullable String defaultVault, int port, String... authorities) {
        return new Hosts(
                Regions.of("local", List.of("west")),
                "keyward.localhost",
                port,
                defaultVault == null ? null : new VaultName(defaultVault),
                Set.of(authorities));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders.vault.local.keyward.localhost:8443",
                "ORDERS.Vault.Local.Keyward.LocalHost:8443",
                "orders.vault.local.keyward.localhost.:8443",
                "orders.vault.local.keyward.localhost"
            })
    void findsAVaultByItsHost(String authority) {
        assertThat(hosts(null, 8443).site(authority))
                .isInstanceOfSatisfying(
                        Site.OfVault.class,
                        site -> {
                            assertThat(site.name()).isEqualTo(new VaultName("orders"));
                            assertThat(site.endpoints().vault(site.name(), "local"))
                                    .isEqualTo("https://orders.vault.local.keyward.localhost:8443");
                        });
    }

    @Test
    void knowsTheOtherHosts() {
        Hosts hosts = hosts(null, 443);
        assertThat(hosts.site("management.local.keyward.localhost"))
                .isInstanceOfSatisfying(
                        Site.OfPlane.class,
                        site -> {
                            assertThat(site.plane()).isEqualTo(Plane.MANAGEMENT);
                            assertThat(site.endpoints().login())
                                    .isEqualTo("https://login.local.keyward.localhost");
                        });
        assertThat(hosts.site("adminmanagement.local.keyward.localhost"))
                .isInstanceOfSatisfying(
                        Site.OfPlane.class,
                        site -> {
                            assertThat(site.plane()).isEqualTo(Plane.ADMIN);
                            assertThat(site.endpoints().admin())
                                    .isEqualTo("https://adminmanagement.local.keyward.localhost");
                        });
        assertThat(hosts.site("login.local.keyward.localhost")).isInstanceOf(Site.OfPlane.class);
        assertThat(hosts.site("graph.local.keyward.localhost")).isInstanceOf(Site.OfPlane.class);
    }

    @Test
    void everyRegionHasHostsOfItsOwn() {
        Hosts hosts = hosts(null, 8443);
        assertThat(hosts.site("orders.vault.west.keyward.localhost:8443"))
                .isInstanceOfSatisfying(
                        Site.OfVault.class,
                        site -> {
                            assertThat(site.name()).isEqualTo(new VaultName("orders"));
                            assertThat(site.endpoints().region()).isEqualTo("west");
                        });
        assertThat(hosts.site("management.west.keyward.localhost:8443"))
                .isInstanceOfSatisfying(
                        Site.OfPlane.class,
                        site -> {
                            assertThat(site.plane()).isEqualTo(Plane.MANAGEMENT);
                            assertThat(site.endpoints().login())
                                    .isEqualTo("https://login.west.keyward.localhost:8443");
                            assertThat(site.endpoints().vaultResource())
                                    .isEqualTo("https://vault.west.keyward.localhost:8443");
                        });
    }

    @Test
    void aVaultIsNamedByItsOwnRegionWhicheverIsAsked() {
        Endpoints home = hosts(null, 443).named();
        assertThat(home.region()).isEqualTo("local");
        assertThat(home.vault(new VaultName("orders"), "west"))
                .isEqualTo("https://orders.vault.west.keyward.localhost");
        assertThat(home.vault(new VaultName("orders"), "given-up"))
                .isEqualTo("https://orders.vault.local.keyward.localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders.vault.east.keyward.localhost",
                "localhost:8443",
                "evil.example",
                "vault.local.keyward.localhost",
                ".vault.local.keyward.localhost",
                "a.b.vault.local.keyward.localhost",
                "local.keyward.localhost"
            })
    void withoutADefaultVaultOtherHostsAreNowhere(String authority) {
        assertThat(hosts(null, 8443).site(authority))
                .isInstanceOfAny(Site.Nowhere.class, Site.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9000", "127.0.0.1:9000", "[::1]:9000", "dev.localhost:9000"})
    void aLoopbackAuthorityOfTheDefaultVaultIsGivenBack(String authority) {
        assertThat(hosts("dev", 8443).site(authority))
                .isInstanceOfSatisfying(
                        Site.Shared.class,
                        site -> {
                            Endpoints endpoints = site.endpoints();
                            assertThat(endpoints.login()).isEqualTo("https://" + authority);
                            assertThat(endpoints.vault(new VaultName("dev"), "local"))
                                    .isEqualTo("https://" + authority);
                            assertThat(endpoints.vault(new VaultName("other"), "local"))
                                    .isEqualTo("https://other.vault.local.keyward.localhost:8443");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8443"})
    void noOtherAuthorityEverStandsInAnAnswer(String authority) {
        assertThat(hosts("dev", 8443, "kv.example.test").site(authority))
                .isInstanceOfSatisfying(
                        Site.Shared.class,
                        site -> assertThat(site.endpoints().toString()).doesNotContain("evil"));
    }

    @Test
    void aConfiguredAuthorityIsGivenBack() {
        assertThat(hosts("dev", 8443, "kv.example.test").site("KV.example.test:8443"))
                .isInstanceOfSatisfying(
                        Site.Shared.class,
                        site ->
                                assertThat(site.endpoints().management())
                                        .isEqualTo("https://kv.example.test:8443"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":8443",
                "host:",
                "host:0",
                "host:65536",
                "host:1:2",
                "ho st",
                "user@host",
                "host/path",
                "a..b",
                "host\"",
                "[::1",
                "[]",
                "h%20st"
            })
    void refusesWhatIsNoAuthority(String authority) {
        assertThat(hosts("dev", 8443).site(authority)).isInstanceOf(Site.Malformed.class);
    }
}
