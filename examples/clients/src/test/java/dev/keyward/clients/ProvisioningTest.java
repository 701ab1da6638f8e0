package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The provisioning scripts of `src/test/resources/provisioning`, each in a process of its own:
/// embedded, in an engine made for it alone, and signed in to one server in another process.
///
/// The sign-in to the server stands in the shell's profile, since a script with a `param` block
/// can't be given a line before it.
final class ProvisioningTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/provisioning");

    /// Makes what a script may count on and tells it as `NAME=value`. A new server's directory has
    /// no person in it; its administrator is an application, which then stands for the user.
    private static final String PREPARE =
            Shell.REGISTER
                    + """
                    $app = New-AzADApplication -DisplayName 'provisioning'
                    $principal = New-AzADServicePrincipal -ApplicationId $app.ApplicationId
                    $context = Get-AzContext
                    $user = Get-AzADUser | Select-Object -First 1
                    "KV_TENANT_ID=$($context.Tenant.Id)"
                    "KV_SUBSCRIPTION_ID=$($context.Subscription.Id)"
                    if (-not $user) {
                        $me = Get-AzADServicePrincipal -ApplicationId $context.Account.Id
                        $user = [pscustomobject]@{ UserPrincipalName = $context.Account.Id; Id = $me.Id }
                    }
                    "KV_USER_UPN=$($user.UserPrincipalName)"
                    "KV_USER_OID=$($user.Id)"
                    "KV_APP_ID=$($app.ApplicationId)"
                    "KV_APP_OID=$($principal.Id)"
                    """;

    @TempDir private static Path folder;

    private static DevServer server;
    private static Map<String, String> embedded = Map.of();
    private static Map<String, String> remote = Map.of();

    @BeforeAll
    static void prepare() throws Exception {
        embedded = prepared(Shell.embedded(folder), "");
        server = DevServer.startToKeep();
        Shell shell = Shell.remote(folder, server);
        remote = new TreeMap<>(shell.environment());
        remote.putAll(prepared(shell, Shell.SIGN_IN));
        Path home = Files.createDirectories(folder.resolve("shell-home"));
        Files.writeString(home.resolve("profile.ps1"), Shell.SIGN_IN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> prepared(Shell shell, String head) throws Exception {
        Commands run = shell.command(head + PREPARE);
        assertThat(run.error()).isEmpty();
        Map<String, String> values = new TreeMap<>();
        run.out()
                .lines()
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                });
        values.put("KV_LOCATION", "local");
        values.put("TZ", "UTC");
        assertThat(values).hasSize(8).allSatisfy((_, value) -> assertThat(value).isNotEmpty());
        return values;
    }

    static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ps1"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theListNamesScriptsThereAre() throws Exception {
        assertThat(scripts()).hasSizeGreaterThan(20).containsAll(notYet().keySet());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void runsEmbedded(String script, @TempDir Path here) throws Exception {
        Path home = here.resolve("home");
        copy(folder.resolve("home"), home);
        Map<String, String> environment = new TreeMap<>(embedded);
        environment.put("KEYWARD_HOME", home.toString());
        check(script, here, environment);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void runsSignedInToAServer(String script, @TempDir Path here) throws Exception {
        check(script, here, new TreeMap<>(remote));
    }

    private static void check(String script, Path here, Map<String, String> environment)
            throws Exception {
        byte[] suffix = new byte[3];
        ThreadLocalRandom.current().nextBytes(suffix);
        environment.put("KV_SUFFIX", HexFormat.of().formatHex(suffix));
        Path file = SCRIPTS.resolve(script).toAbsolutePath();
        String text = Files.readString(file);
        List<String> arguments =
                new ArrayList<>(List.of("-NonInteractive", "-File", file.toString()));
        text.lines()
                .filter(line -> line.startsWith("# ARGS "))
                .forEach(
                        line -> arguments.addAll(List.of(line.substring(7).strip().split("\\s+"))));
        Path work = Files.createDirectory(here.resolve("work"));
        Commands run = new Shell(work, environment).run(arguments.toArray(String[]::new));
        Optional<String> complaint = Expectation.in(text).complaint(run);
        String reason = notYet().get(script);
        if (reason == null) {
            assertThat(complaint.orElse("")).as(script).isEmpty();
        } else {
            assertThat(complaint)
                    .as("%s passes now: take it off not-yet.txt (%s)", script, reason)
                    .isPresent();
        }
    }

    private static Map<String, String> notYet() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(SCRIPTS.resolve("not-yet.txt"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] parts = line.split(" ", 2);
                assertThat(parts).as(line).hasSize(2);
                reasons.put(parts[0], parts[1]);
            }
        }
        return reasons;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            walk.forEach(source -> {
                try {
                    Files.copy(
                            source,
                            to.resolve(from.relativize(source)),
                            StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
