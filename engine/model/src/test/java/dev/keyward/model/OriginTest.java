package dev.keyward.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @Test
    void anIpv4AddressIsOneHostOfItsNetworkOf256() {
        assertThat(Origin.of("192.0.2.255")).isEqualTo(new Origin("192.0.2.255", "192.0.2.0/24"));
        assertThat(Origin.of("192.0.2.1").host()).isNotEqualTo(Origin.of("192.0.2.2").host());
    }

    @Test
    void anIpv6AddressIsItsBlockOf64Bits() {
        String block = "2001:0db8:0000:0001::/64";
        assertThat(Origin.of("2001:db8:0:1:a:b:c:d")).isEqualTo(new Origin(block, block));
    }

    @Test
    void twoAddressesOfOneBlockAreOneHost() {
        assertThat(Origin.of("2001:db8::1")).isEqualTo(Origin.of("2001:db8::ffff:ffff:ffff:ffff"));
    }

    @Test
    void twoBlocksAreTwoHosts() {
        assertThat(Origin.of("2001:db8::1").host())
                .isNotEqualTo(Origin.of("2001:db8:0:1::1").host());
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.1", "::ffff:c000:201", "0:0:0:0:0:FFFF:192.0.2.1"})
    void anIpv4AddressInTheOtherFormIsTheSameHost(String mapped) {
        assertThat(Origin.of(mapped)).isEqualTo(Origin.of("192.0.2.1"));
    }

    @Test
    void theZoneOfAnAddressSaysNothing() {
        assertThat(Origin.of("fe80::1%nosuchlink")).isEqualTo(Origin.of("fe80::2%7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "in-process", "host.example", "2001:db8::/64", "192.0.2.256", "%1"})
    void whatIsNoAddressStandsForItself(String text) {
        assertThat(Origin.of(text)).isEqualTo(new Origin(text, text));
    }
}
