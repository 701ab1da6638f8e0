package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Embedded;
import dev.keyward.language.Session;
import dev.keyward.language.eval.Evaluator;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples that help shows do what they say, and names are what they should be.
class ExamplesTest {
    private static final String BEFORE =
            """
            $null = Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault
            $null = New-ResourceGroup demo local -Force
            $null = New-Vault demo demo local
            $null = Set-Secret demo db-password (ConvertTo-SecureString 'correct horse' -AsPlainText -Force)
            $null = Get-Secret demo db-password
            $null = Add-Key demo box -Destination Software
            """;

    /// Only for those that need it: its key and its secret are in the lists of theirs too.
    private static final String CERTIFICATE =
            """
            $null = Add-Certificate demo web -CertificatePolicy (New-CertificatePolicy Self 'CN=web.example.org')
            while ((Get-CertificateOperation demo web).Status -eq 'inProgress') { Start-Sleep -Milliseconds 20 }
            """;

    @TempDir private static Path templates;
    @TempDir private Path folder;

    /// Homes with what examples find; each example gets a copy, for opening one is quick and making
    /// one isn't.
    @BeforeAll
    static void makeTemplates() throws IOException {
        assertThat(run(templates, "plain", BEFORE)).isEmpty();
        copy(templates.resolve("plain"), templates.resolve("certificate"));
        assertThat(run(templates, "certificate", CERTIFICATE)).isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /// What the scripts show, run one after the other in one session over a home in the folder.
    private static String run(Path folder, String name, String... scripts) {
        Path home = folder.resolve(name);
        FakeClock clock = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));
        SecureRandom random = new SecureRandom();
        try (Connections connections =
                new Connections(() -> Embedded.open(home, clock, random), clock, random)) {
            PlainHost host = new PlainHost();
            Session session =
                    Session.create(
                            Cmdlets.all(() -> connections),
                            host,
                            new Evaluator.Surround(
                                    clock, ZoneOffset.UTC, random, folder, Map.of()));
            for (String script : scripts) {
                session.run(script, "");
            }
            return host.shown().strip();
        }
    }

    private static List<Cmdlet> cmdlets() {
        return Cmdlets.all(
                        () -> {
                            throw new AssertionError("nothing is run here");
                        })
                .cmdlets();
    }

    static Stream<Arguments> examples() {
        return cmdlets().stream()
                .flatMap(cmdlet ->
                        cmdlet.examples().stream()
                                .map(it -> Arguments.of(cmdlet.name() + ": " + it.title(), it)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void anExampleShowsWhatItSays(String title, Cmdlet.Example example) throws IOException {
        boolean certificate = (example.before() + example.code()).contains(" demo web");
        copy(templates.resolve(certificate ? "certificate" : "plain"), folder.resolve("home"));
        assertThat(run(folder, "home", example.before(), example.code()))
                .isEqualTo(example.output());
    }

    @Test
    void everyCmdletHasTwoExamplesOrMore() {
        assertThat(cmdlets())
                .allSatisfy(it ->
                        assertThat(it.examples()).as(it.name()).hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void noNameReachesTwoCmdlets() {
        Set<String> names = new HashSet<>();
        for (Cmdlet cmdlet : cmdlets()) {
            assertThat(names.add(cmdlet.name().toLowerCase(Locale.ROOT))).isTrue();
            for (String alias : cmdlet.aliases()) {
                assertThat(names.add(alias.toLowerCase(Locale.ROOT))).as(alias).isTrue();
            }
        }
    }

    @Test
    void noParameterIsCalledAsAnotherOfItsCmdlet() {
        for (Cmdlet cmdlet : cmdlets()) {
            Set<String> names = new HashSet<>();
            for (Parameter parameter : cmdlet.signature().parameters()) {
                assertThat(names.add(parameter.name().toLowerCase(Locale.ROOT)))
                        .as(cmdlet.name() + " -" + parameter.name())
                        .isTrue();
                for (String alias : parameter.aliases()) {
                    assertThat(names.add(alias.toLowerCase(Locale.ROOT)))
                            .as(cmdlet.name() + " -" + alias)
                            .isTrue();
                }
            }
        }
    }
}
