package dev.keyward.clients.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyward.clients.page.CompatibilityPage.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `engine/docs/compatibility.md` is generated from what the other tests of this room made
/// unmodified clients do. With `-Dcompatibility.update` it is written anew.
final class CompatibilityPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("keyward.root", "../.."), "engine/docs/compatibility.md");
    private static final Path SEEN =
            Path.of(System.getProperty("observed.calls", "target/observed-calls/none"));

    /// What has to be there for the page to be whole.
    private static final List<String> CLIENTS =
            List.of(
                    "Go azure-sdk-for-go",
                    "Java azure-keyvault",
                    "Java keyvault-certificates",
                    "Java keyvault-jca",
                    "Java keyvault-keys",
                    "Java keyvault-secrets",
                    "JavaScript azure-keyvault 1",
                    "JavaScript azure-keyvault 3",
                    "JavaScript keyvault-certificates",
                    "JavaScript keyvault-keys",
                    "JavaScript keyvault-secrets",
                    "Python keyvault-certificates",
                    "Python keyvault-keys",
                    "Python keyvault-secrets",
                    "az CLI",
                    "plain HTTP");

    /// Those that have to do everything, under every api-version that they can be set to.
    private static final List<String> WHOLE =
            List.of(
                    "Go azure-sdk-for-go",
                    "Java keyvault-certificates",
                    "Java keyvault-keys",
                    "Java keyvault-secrets",
                    "JavaScript keyvault-",
                    "Python keyvault-",
                    "plain HTTP");

    @Test
    void thePageSaysWhatClientsDid() throws IOException {
        Set<Call> seen = seen();
        for (String client : CLIENTS) {
            assumeTrue(
                    seen.stream().anyMatch(call -> call.client().startsWith(client)),
                    "no call of " + client + " was seen: the page needs a run of all tests here");
        }
        List<DataOperation> operations = DataOperation.all();
        CompatibilityPage page = new CompatibilityPage(operations, seen);
        assertThat(operations)
                .as("done by some client, or it is said why not; never both")
                .allMatch(operation -> page.isUndone(operation) != operation.whyUndone().isEmpty());
        assertThat(
                        seen.stream()
                                .map(Call::client)
                                .distinct()
                                .filter(client -> WHOLE.stream().anyMatch(client::startsWith))
                                .flatMap(client ->
                                        page.gaps(client).stream().map(gap -> client + ": " + gap)))
                .as("every operation under every api-version that the client sends")
                .isEmpty();
        if (System.getProperty("compatibility.update") != null) {
            Files.writeString(PAGE, page.text());
        }
        assertThat(Files.readString(PAGE))
                .as("run: mvn verify -pl examples/clients -am -Dcompatibility.update")
                .isEqualTo(page.text());
    }

    private static Set<Call> seen() throws IOException {
        Set<Call> seen = new HashSet<>();
        if (Files.isDirectory(SEEN)) {
            try (Stream<Path> files = Files.list(SEEN)) {
                for (Path file : files.toList()) {
                    Files.readAllLines(file).stream().map(Call::parse).forEach(seen::add);
                }
            }
        }
        return seen;
    }
}
