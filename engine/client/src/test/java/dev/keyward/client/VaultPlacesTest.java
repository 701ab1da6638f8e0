package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.client.signin.VaultHosts;
import dev.keyward.client.signin.VaultPlaces;
import dev.keyward.client.transport.VaultCallException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Vaults found by their names.
final class VaultPlacesTest {
    private static final VaultHosts HOSTS =
            new VaultHosts(
                    "vault.local.kv.test:8443",
                    "https://vault.local.kv.test:8443",
                    List.of("local", "west", "north"));
    private static final String NOTHING_HERE =
            "{\"error\":{\"code\":\"NotFound\",\"message\":\"Resource not found.\"}}";
    private static final String CHALLENGE =
            "{\"error\":{\"code\":\"Unauthorized\",\"message\":\"AKV10000\"}}";

    private final ScriptedService service = new ScriptedService();

    private VaultPlaces places(VaultHosts hosts) {
        return new VaultPlaces(service.transport(), hosts, _ -> {});
    }

    @Test
    void asksOneHostAfterTheOtherAndRemembersWhereItIs() {
        service.answers(404, NOTHING_HERE).answers(401, CHALLENGE);
        VaultPlaces places = places(HOSTS);
        assertThat(places.of("Orders")).hasToString("https://orders.vault.west.kv.test:8443");
        assertThat(places.of("ORDERS")).hasToString("https://orders.vault.west.kv.test:8443");
        assertThat(service.asked())
                .containsExactly(
                        "GET https://orders.vault.local.kv.test:8443/",
                        "GET https://orders.vault.west.kv.test:8443/");
        assertThat(service.requests()).allMatch(it -> it.header("Authorization") == null);
    }

    @Test
    void whatIsNowhereIsUnderTheSuffixAndLookedForAgain() {
        service.answers(404, NOTHING_HERE).answers(404, NOTHING_HERE).answers(404, NOTHING_HERE);
        VaultPlaces places = places(HOSTS);
        assertThat(places.of("orders")).hasToString("https://orders.vault.local.kv.test:8443");
        service.answers(404, NOTHING_HERE).answers(404, NOTHING_HERE).answers(401, CHALLENGE);
        assertThat(places.of("orders")).hasToString("https://orders.vault.north.kv.test:8443");
    }

    @Test
    void aHostThatCanNotBeReachedIsPassedOver() {
        assertThat(places(HOSTS).of("orders"))
                .hasToString("https://orders.vault.local.kv.test:8443");
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void whatWasForgottenIsLookedForAgain() {
        service.answers(404, NOTHING_HERE).answers(401, CHALLENGE).answers(401, CHALLENGE);
        VaultPlaces places = places(HOSTS);
        places.of("orders");
        places.forget("Orders");
        assertThat(places.of("orders")).hasToString("https://orders.vault.local.kv.test:8443");
    }

    @Test
    void nobodyIsAskedWhereThereIsOneRegionOrTheSuffixIsOfNone() {
        assertThat(places(new VaultHosts("vault.local.kv.test", "r")).of("orders"))
                .hasToString("https://orders.vault.local.kv.test");
        assertThat(
                        places(new VaultHosts("vault.local.kv.test", "r", List.of("local")))
                                .of("orders"))
                .hasToString("https://orders.vault.local.kv.test");
        assertThat(service.asked()).isEmpty();
        assertThat(new VaultHosts("vaults.example", "r", List.of("local", "west")).all("orders"))
                .hasSize(1);
    }

    @Test
    void aNameThatNoHostCanHaveIsRefusedBeforeAnybodyIsAsked() {
        assertThatThrownBy(() -> places(HOSTS).of("a/b@evil.example"))
                .isInstanceOf(VaultCallException.class);
        assertThat(service.asked()).isEmpty();
    }
}
