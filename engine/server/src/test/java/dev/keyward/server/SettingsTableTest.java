package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings against the table of engine/docs/operations.md and against what they are without a
/// file.
final class SettingsTableTest {
    private static final Path PAGE =
            Path.of(System.getProperty("keyward.root", "../.."), "engine/docs/operations.md");
    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9.]+)`");

    @TempDir private Path folder;

    private ServerSettings read(String text) throws IOException {
        return ServerSettings.read(
                Files.writeString(folder.resolve("keyward.properties"), text), folder);
    }

    @Test
    void thePageNamesTheSettingsThatThereAre() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## Settings"), page.indexOf("### As slow"));
        Set<String> named =
                section.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|")[1])
                        .flatMap(cell -> NAME.matcher(cell).results().map(found -> found.group(1)))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(new TreeSet<>(ServerSettings.NAMES));
    }

    @Test
    void anEmptyFileSaysWhatNoFileSays() throws IOException {
        assertThat(read("")).isEqualTo(ServerSettings.standard(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "home=elsewhere",
        "anchor.copy=elsewhere/anchor",
        "host=127.0.0.2",
        "port=9443",
        "publicPort=443",
        "drainSeconds=3",
        "mtls.port=9443",
        "location=east",
        "locations=west",
        "domain=vaults.example",
        "defaultVault=first",
        "publicAuthorities=kv.example",
        "outside.hosts=hooks.example",
        "acme.port=8080",
        "rsaPool=1",
        "tokens.es256=vault",
        "throttle=off",
        "softDelete.settle=5s"
    })
    void eachSettingCounts(String line) throws IOException {
        assertThat(read(line)).isNotEqualTo(ServerSettings.standard(folder));
    }
}
