package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.server.http.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings `location` and `locations`, and what the own certificate makes of them.
final class RegionSettingsTest {
    @TempDir private Path folder;

    private ServerSettings read(String text) throws IOException {
        return ServerSettings.read(
                Files.writeString(folder.resolve("keyward.properties"), text), folder);
    }

    @Test
    void theHomeRegionIsTheFirst() throws IOException {
        assertThat(read("location=east\nlocations=west, north-2").names().regions().all())
                .containsExactly("east", "west", "north-2");
        assertThat(read("").names().regions().all()).containsExactly("local");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "West | 'West' must be letters a to z",
                "we.st | 'we.st' must be letters a to z",
                "-west | '-west' must be letters a to z",
                "west-, x | 'west-' must be letters a to z",
                "west, east, west | 'west' is named twice",
                "local | 'local' is named twice, or is the home region"
            })
    void badAndRepeatedNamesAreRefusedWithTheRule(String given, String why) {
        assertThatThrownBy(() -> read("locations=" + given))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("locations is no list of")
                .hasMessageContaining(why);
    }

    @Test
    void theOwnCertificateHasTheNamesOfAllRegionsAndIsMadeAnewWhenTheyChange() throws Exception {
        assertThat(names(read("locations=west")))
                .contains(
                        "*.local.keyward.localhost",
                        "*.vault.local.keyward.localhost",
                        "*.west.keyward.localhost",
                        "*.vault.west.keyward.localhost");
        X509Certificate kept = leaf(read("locations=west"));
        assertThat(leaf(read("locations=west"))).isEqualTo(kept);
        assertThat(names(read("locations=north")))
                .contains("*.vault.north.keyward.localhost")
                .doesNotContain("*.vault.west.keyward.localhost");
        assertThat(names(read(""))).doesNotContain("*.vault.north.keyward.localhost");
    }

    private List<String> names(ServerSettings settings)
            throws IOException, CertificateParsingException {
        return leaf(settings).getSubjectAlternativeNames().stream()
                .map(name -> name.getLast().toString())
                .toList();
    }

    private X509Certificate leaf(ServerSettings settings) throws IOException {
        TlsHome tls =
                new TlsHome(folder.resolve("tls"), new SecureRandom(), InstantSource.system());
        ServerIdentity identity = tls.openOrCreate(Server.names(settings));
        return identity.chain().getFirst();
    }
}
