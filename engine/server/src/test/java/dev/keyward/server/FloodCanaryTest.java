package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.floods.Attackers;
import dev.keyward.server.floods.Flood;
import dev.keyward.server.floods.Target;
import dev.keyward.testing.Markers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each flood for a while, sending unique markers as passwords, tokens, bodies and headers, beside
/// somebody who keeps secrets: what a server under pressure writes down holds none of them
/// (security.md, section 11.1).
@Tag("security:S-01")
@Tag("security:S-09")
final class FloodCanaryTest {
    private static final long WHILE_NANOS = 1_000_000_000;

    private final Markers markers = new Markers();

    private static String marker(String kind) {
        return "canary" + kind + UUID.randomUUID().toString().replace("-", "");
    }

    private String secret(String kind) {
        String secret = marker(kind);
        markers.text(kind, secret);
        return secret;
    }

    @Test
    @Timeout(300)
    void noFloodLeavesASecretBehind(@TempDir Path directory) throws Exception {
        Path home = directory.resolve("home");
        Path errors = directory.resolve("stderr");
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        int port = Ports.free();
        Path settings =
                Files.writeString(
                        directory.resolve("settings"),
                        "home=" + home + "\nport=" + port + "\ndefaultVault=crash\n");
        String shown = marker("shown");
        Set<String> found = new LinkedHashSet<>();
        JavaProcess server =
                JavaProcess.serveTelling(
                        errors,
                        directory,
                        Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                        "--config",
                        settings.toString());
        try {
            VaultCaller caller = new VaultCaller(CrashVault.make(server.said(), home, port));
            markers.text("client secret", caller.value("AZURE_CLIENT_SECRET"));
            byte[] signature =
                    Base64.getUrlDecoder()
                            .decode(caller.token().substring(caller.token().lastIndexOf('.') + 1));
            markers.bytes("signature of the token", signature);
            for (Flood flood : Flood.values()) {
                Target target = Target.of(caller, port, secret("sent by " + flood), shown);
                try (Attackers attackers = new Attackers(flood, target)) {
                    keepSecrets(caller, attackers, secret("kept beside " + flood));
                }
            }
            String process = "/proc/" + server.handle().pid();
            for (String file : new String[] {"/cmdline", "/environ"}) {
                found.addAll(markers.in(file, Files.readAllBytes(Path.of(process + file))));
            }
            // While all is open, and the write-ahead log is there.
            found.addAll(markers.below(directory, settings));
            // Not the process itself, whose end would close what it said.
            server.handle().destroy();
            server.handle().onExit().get(60, TimeUnit.SECONDS);
            String rest = String.join("\n", server.saidSince());
            found.addAll(markers.in("stdout", rest.getBytes(StandardCharsets.UTF_8)));
        } finally {
            server.kill();
        }
        found.addAll(markers.below(directory, settings));
        assertThat(found).isEmpty();
        assertThat(errors).isNotEmptyFile();
        theSearchFindsWhatIsThere(home, shown);
    }

    /// Until the flood has lasted a while.
    private static void keepSecrets(VaultCaller caller, Attackers attackers, String value)
            throws Exception {
        long end = System.nanoTime() + WHILE_NANOS;
        do {
            caller.put(
                    "secrets/honest",
                    "{\"value\":\"" + value + "\",\"tags\":{\"tag\":\"" + value + "\"}}");
            assertThat(caller.get("secrets/honest")).contains(value);
        } while (attackers.sent() == 0 || System.nanoTime() < end);
    }

    /// What a flood says of itself is in the trail, and so would be what it hides.
    private void theSearchFindsWhatIsThere(Path home, String shown) throws IOException {
        Markers visible = new Markers();
        visible.text("shown", shown);
        assertThat(visible.below(home.resolve("audit"), home)).isNotEmpty();
        String planted = secret("planted");
        Path file = Files.writeString(home.resolve("data").resolve("planted"), "x" + planted);
        assertThat(markers.below(home, home)).allMatch(where -> where.endsWith(file.toString()));
        assertThat(markers.below(home, home)).isNotEmpty();
    }
}
