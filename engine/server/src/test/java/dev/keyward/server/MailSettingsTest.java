package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretAccess;
import dev.keyward.outside.mail.MailServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSettingsTest {
    private static final String WHOLE =
            """
            outside.hosts=mail.example.org:587, localhost:25, mail.example.org:465
            mail.host=Mail.example.org
            mail.from=keyward@example.org
            """;

    @TempDir private Path folder;

    private @Nullable MailServer read(String lines) throws IOException {
        OwnFiles.write(
                folder.resolve("password"), "hush-hush\n".getBytes(StandardCharsets.US_ASCII));
        Path file = Files.writeString(folder.resolve("keyward.properties"), lines);
        return ServerSettings.read(file, folder).outside().mail();
    }

    @Test
    void nobodyIsMailedUnlessTheSettingsSaySo() throws IOException {
        assertThat(read("")).isNull();
        assertThat(ServerSettings.standard(folder).outside().mail()).isNull();
    }

    @Test
    void tlsIsInsistedOnUnlessTheSettingsSayOtherwise() throws IOException {
        MailServer server = Objects.requireNonNull(read(WHOLE));

        assertThat(server.place())
                .isEqualTo(InetSocketAddress.createUnresolved("mail.example.org", 587));
        assertThat(server.security()).isEqualTo(MailServer.Security.STARTTLS);
        assertThat(server.login()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "mail.security=tls, TLS, 465",
        "mail.security=none\\nmail.host=localhost, NONE, 25"
    })
    void thePortGoesWithTheSecurity(String lines, MailServer.Security security, int port)
            throws IOException {
        MailServer server = Objects.requireNonNull(read(WHOLE + lines.replace("\\n", "\n")));

        assertThat(server.security()).isEqualTo(security);
        assertThat(server.place().getPort()).isEqualTo(port);
    }

    @Test
    @Tag("security:S-09")
    void thePasswordComesFromAFileAndIsShownNowhere() throws IOException {
        MailServer server =
                Objects.requireNonNull(
                        read(WHOLE + "mail.user=keyward\nmail.passwordFile=password\n"));

        MailServer.Login login = Objects.requireNonNull(server.login());
        assertThat(login.user()).isEqualTo("keyward");
        assertThat(login.password().toUtf8(SecretAccess.request())).isEqualTo("hush-hush");
        assertThat(server.toString()).doesNotContain("hush-hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mail.host= | of no use without mail.host
                    mail.host=mail.example.net | mail.host is to be called at mail.example.net:587, which outside.hosts has to name
                    mail.host=a b | mail.host is no host
                    mail.port=0 | mail.port is no port
                    mail.security=ssl | mail.security is no security; it must be starttls, tls or none
                    mail.security=none | mail.security is none, which is for a mail server on this machine alone
                    mail.from= | mail.from is missing, and needed with mail.host
                    mail.from=Keyward <keyward@example.org> | mail.from is no plain mail address
                    mail.user=keyward | mail.passwordFile is missing, and needed with mail.user
                    mail.passwordFile=password | mail.passwordFile is of no use without mail.user
                    """)
    void aSettingThatIsWrongIsNamedWithItsRule(String line, String message) {
        assertThatThrownBy(() -> read(WHOLE + line))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hush-hush");
    }
}
