package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Embedded;
import dev.keyward.language.Session;
import dev.keyward.language.eval.Evaluator;
import dev.keyward.testing.FakeClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/// A session with a vault `demo` in which scripts run against the engine in a folder.
final class CertificateShell implements AutoCloseable {
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");

    private static final String BEFORE =
            """
            $null = Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault
            $null = New-ResourceGroup demo local -Force
            $null = New-Vault demo demo local
            function ready($name) {
                while ((Get-CertificateOperation demo $name).Status -eq 'inProgress') {
                    Start-Sleep -Milliseconds 20
                }
            }
            """;

    private final PlainHost host = new PlainHost();
    private final Connections connections;
    private final Session session;
    private int read;

    CertificateShell(Path folder) {
        this(folder, true, BEGIN);
    }

    /// On what is there, or can't be opened.
    static CertificateShell opened(Path folder) {
        return new CertificateShell(folder, false, BEGIN);
    }

    /// On what is there, when so much time has gone by since it was made.
    static CertificateShell opened(Path folder, Duration later) {
        return new CertificateShell(folder, false, BEGIN.plus(later));
    }

    private CertificateShell(Path folder, boolean prepared, Instant now) {
        FakeClock clock = new FakeClock(now);
        SecureRandom random = new SecureRandom();
        this.connections =
                new Connections(
                        () -> Embedded.open(folder.resolve("home"), clock, random), clock, random);
        this.session =
                Session.create(
                        Cmdlets.all(() -> connections),
                        host,
                        new Evaluator.Surround(clock, ZoneOffset.UTC, random, folder, Map.of()));
        if (prepared) {
            assertThat(run(BEFORE)).isEmpty();
        }
    }

    Connections connections() {
        return connections;
    }

    /// What a script shows, errors too.
    String run(String script) {
        session.run(script, "");
        String all = host.shown();
        String shown = all.substring(read).strip();
        read = all.length();
        return shown;
    }

    @Override
    public void close() {
        connections.close();
    }
}
