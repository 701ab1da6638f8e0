package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.issuers.acme.DnsZone;
import dev.keyward.issuers.acme.TsigKey;
import dev.keyward.model.SecretAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcmeSettingsTest {
    private static final String SECRET = "c2VjcmV0IG9mIHRoZSB0ZXN0J3MgbmFtZSBzZXJ2ZXI=";
    private static final String WHOLE =
            """
            outside.hosts=ns.example.org:53, 127.0.0.1:5353
            acme.dns.server=NS.example.org
            acme.dns.zone=example.org
            acme.dns.keyName=keyward
            acme.dns.secretFile=tsig.key
            """;

    @TempDir private Path folder;

    @BeforeEach
    void secret() throws IOException {
        OwnFiles.write(
                folder.resolve("tsig.key"), (SECRET + "\n").getBytes(StandardCharsets.US_ASCII));
        OwnFiles.write(folder.resolve("short.key"), "c2hvcnQ=".getBytes(StandardCharsets.US_ASCII));
        OwnFiles.write(folder.resolve("bad.key"), "no base64!".getBytes(StandardCharsets.US_ASCII));
    }

    private AcmeAnswers read(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("keyward.properties"), lines);
        return ServerSettings.read(file, folder).outside().acme().answers();
    }

    @Test
    void nothingIsAnsweredUnlessTheSettingsSaySo() throws IOException {
        assertThat(read("")).isEqualTo(AcmeAnswers.NONE);
        assertThat(read("acme.port=8080")).isEqualTo(new AcmeAnswers(true, null, false));
    }

    @Test
    @Tag("security:S-09")
    void readsAZoneAndShowsItsSecretNowhere() throws IOException {
        AcmeAnswers answers =
                read(
                        WHOLE
                                + "acme.challenge=dns-01\nacme.dns.resolver=127.0.0.1:5353\n"
                                + "acme.dns.algorithm=hmac-sha512\nacme.dns.delaySeconds=5\n");

        DnsZone zone = Objects.requireNonNull(answers.dns());
        assertThat(answers.dnsFirst()).isTrue();
        assertThat(zone.server())
                .isEqualTo(InetSocketAddress.createUnresolved("ns.example.org", 53));
        assertThat(zone.resolver())
                .isEqualTo(InetSocketAddress.createUnresolved("127.0.0.1", 5353));
        assertThat(zone.delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(zone.key().algorithm()).isEqualTo(TsigKey.Algorithm.HMAC_SHA512);
        assertThat(zone.key().secret().toUtf8(SecretAccess.request()))
                .isEqualTo("secret of the test's name server");
        assertThat(answers.toString()).doesNotContain("secret of", SECRET);
    }

    @Test
    void asksTheServerOfTheZoneForAliasesUnlessToldOtherwise() throws IOException {
        DnsZone zone = Objects.requireNonNull(read(WHOLE).dns());

        assertThat(zone.resolver()).isEqualTo(zone.server());
        assertThat(zone.delay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(zone.key().algorithm()).isEqualTo(TsigKey.Algorithm.HMAC_SHA256);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    acme.dns.server=ns.example.net | acme.dns.server is ns.example.net:53, which outside.hosts has to name
                    acme.dns.resolver=ns.example.net:53 | acme.dns.resolver is ns.example.net:53, which outside.hosts
                    acme.dns.server=ns.example.org:0 | acme.dns.server is no host and port
                    acme.dns.server= | of no use without acme.dns.server
                    acme.dns.zone= | acme.dns.zone is missing, and needed with acme.dns.server
                    acme.dns.zone=a..b | acme.dns.zone or acme.dns.keyName is wrong
                    acme.dns.keyName= | acme.dns.keyName is missing
                    acme.dns.algorithm=hmac-md5 | acme.dns.algorithm is no algorithm
                    acme.dns.secretFile= | acme.dns.secretFile is missing
                    acme.dns.secretFile=none.key | acme.dns.secretFile is a file that can't be read
                    acme.dns.secretFile=short.key | acme.dns.secretFile is a file with a secret shorter than 16 bytes
                    acme.dns.secretFile=bad.key | acme.dns.secretFile is a file that holds no base64
                    acme.dns.delaySeconds=1000 | acme.dns.delaySeconds is no number of seconds; it must be 0 to 999
                    acme.challenge=tls-alpn-01 | acme.challenge is no challenge; it must be http-01 or dns-01
                    """)
    void aSettingThatIsWrongIsNamedWithItsRule(String line, String message) {
        assertThatThrownBy(() -> read(WHOLE + line))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("c2hvcnQ=");
    }

    @Test
    void dnsCannotBePreferredWhereThereIsNone() {
        assertThatThrownBy(() -> read("acme.port=8080\nacme.challenge=dns-01\n"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("acme.challenge is dns-01, which needs acme.dns.server");
    }
}
