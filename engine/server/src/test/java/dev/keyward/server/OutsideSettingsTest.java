package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.outside.OutsideRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideSettingsTest {
    @TempDir Path folder;

    private OutsideRules read(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("keyward.properties"), lines);
        return ServerSettings.read(file, folder).outside().rules();
    }

    @Test
    @Tag("security:S-06")
    void nobodyIsCalledUnlessTheSettingsSaySo() throws IOException {
        OutsideRules rules = read("");
        assertThat(rules.allows(URI.create("https://localhost:8443/"))).isFalse();
        assertThat(ServerSettings.standard(folder).outside().rules()).isEqualTo(OutsideRules.NONE);
    }

    @Test
    void hostsAreCalledOverHttpsOnTheirPortAlone() throws IOException {
        OutsideRules rules = read("outside.hosts=Hooks.example, attest.example:8443\n");
        assertThat(rules.allows(URI.create("https://hooks.example/a?b=c"))).isTrue();
        assertThat(rules.allows(URI.create("https://hooks.example:443/"))).isTrue();
        assertThat(rules.allows(URI.create("https://HOOKS.example/"))).isTrue();
        assertThat(rules.allows(URI.create("https://attest.example:8443/keys"))).isTrue();
        for (String url :
                new String[] {
                    "http://hooks.example/",
                    "https://hooks.example:8443/",
                    "https://attest.example/",
                    "https://a.hooks.example/",
                    "https://hooks.example@evil.example/",
                    "https://user@hooks.example/",
                    "https:///hooks.example"
                }) {
            assertThat(rules.allows(URI.create(url))).as(url).isFalse();
        }
    }

    @Test
    void readsAuthoritiesAndKeysFromFilesBesideIt() throws IOException {
        KeyCertificate authority =
                new Certificates(new SecureRandom(), InstantSource.system())
                        .newAuthority("Site", Duration.ofDays(1));
        Files.writeString(folder.resolve("site.pem"), authority.certificatePem());
        Files.writeString(folder.resolve("keys.json"), "{\"keys\":[]}");
        OutsideRules rules =
                read(
                        "outside.authorities=site.pem\n"
                                + "outside.attestationKeys=https://attest.example/=keys.json\n");
        assertThat(rules.authorities()).containsExactly(authority.certificate());
        assertThat(rules.attestationKeys())
                .containsEntry("https://attest.example", "{\"keys\":[]}");
        assertThatThrownBy(() -> read("outside.authorities=missing.pem\n"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("outside.authorities is a file that can't be read");
        assertThatThrownBy(() -> read("outside.attestationKeys=keys.json\n"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("outside.attestationKeys is no list of https://issuer=file");
    }
}
