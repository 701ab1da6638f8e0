package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The unmodified program `az`, signed in to a server, with a configuration folder of its own.
///
/// Commands are given as words with a space between them, and after those whatever has to be passed
/// as it stands.
record Az(Path folder, Map<String, String> environment) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Without telemetry: what runs here is nobody else's business.
    private static final Map<String, String> ALWAYS = Map.of("AZURE_CORE_COLLECT_TELEMETRY", "no");

    static void assumeInstalled() throws Exception {
        assumeTrue(Commands.exists("az"), "az isn't installed: the az CLI is not tested");
        assumeTrue(
                Commands.run(Path.of("."), Map.of(), "getent", "hosts", "x.localhost").exitCode()
                        == 0,
                "names under localhost don't resolve here (Debian: libnss-myhostname): the az CLI"
                        + " is not tested");
    }

    /// With the environment file of a development server sourced, and nothing else.
    static Az sourced(DevServer server, Path folder) throws Exception {
        Az az = new Az(folder, with(server.environment(), ALWAYS));
        az.signIn(server);
        return az;
    }

    /// The same, before anybody has signed in, and with a configuration of its own.
    static Az unsigned(DevServer server, Path folder) {
        return new Az(
                folder,
                with(
                        with(server.environment(), ALWAYS),
                        Map.of("AZURE_CONFIG_DIR", folder.resolve("az").toString())));
    }

    /// With a cloud registered by the address of the server's resource manager.
    static Az registered(DevServer server, Path folder) throws Exception {
        Az az =
                new Az(
                        folder,
                        with(
                                ALWAYS,
                                Map.of(
                                        "AZURE_CONFIG_DIR",
                                        folder.resolve("az").toString(),
                                        "AZURE_CORE_INSTANCE_DISCOVERY",
                                        "false",
                                        "REQUESTS_CA_BUNDLE",
                                        server.get("SSL_CERT_FILE"))));
        az.done(
                "cloud register -n kept --endpoint-resource-manager "
                        + server.get("AZURE_RESOURCE_MANAGER_URL"));
        az.done("cloud set -n kept");
        az.signIn(server);
        return az;
    }

    /// The same cloud for another application of the same tenant.
    ///
    /// @param own a folder of its own
    Az as(String application, String secret, Path own) throws Exception {
        String tenant = text("tenantId", "account show");
        Path configuration = Path.of(environment.getOrDefault("AZURE_CONFIG_DIR", ""));
        Files.createDirectories(own.resolve("az"));
        for (String file : List.of("clouds.config", "config")) {
            Files.copy(configuration.resolve(file), own.resolve("az").resolve(file));
        }
        Az other =
                new Az(
                        own,
                        with(
                                environment,
                                Map.of("AZURE_CONFIG_DIR", own.resolve("az").toString())));
        other.signIn(application, secret, tenant);
        return other;
    }

    private void signIn(DevServer server) throws Exception {
        signIn(
                server.get("AZURE_CLIENT_ID"),
                server.get("AZURE_CLIENT_SECRET"),
                server.get("AZURE_TENANT_ID"));
    }

    private void signIn(String application, String secret, String tenant) throws Exception {
        Commands run =
                Commands.runWith(
                        secret,
                        folder,
                        environment,
                        command(
                                "login --service-principal --allow-no-subscriptions --password @-"
                                        + " -u "
                                        + application
                                        + " -t "
                                        + tenant));
        assertThat(run.exitCode()).as(run.error()).isZero();
    }

    /// What the command printed; nothing at all is a missing node.
    JsonNode json(String words, String... more) throws Exception {
        return JSON.readTree(done(words, more));
    }

    /// The one value that a query finds.
    String text(String query, String words, String... more) throws Exception {
        return json(
                        words,
                        Stream.concat(Arrays.stream(more), Stream.of("--query", query))
                                .toArray(String[]::new))
                .asText();
    }

    String done(String words, String... more) throws Exception {
        Commands run = Commands.run(folder, environment, command(words, more));
        assertThat(run.exitCode()).as("az " + words + ": " + run.error()).isZero();
        return run.out();
    }

    /// [#done] of a command that asks people for something.
    ///
    /// @param prompt the file for what it asks
    String promptedTo(Path prompt, String words) throws Exception {
        Commands run =
                Commands.run(
                        folder,
                        environment,
                        "sh",
                        "-c",
                        "exec az " + words + " 2> '" + prompt + "'");
        assertThat(run.exitCode()).as("az " + words + ": " + Files.readString(prompt)).isZero();
        return run.out();
    }

    /// What a command complained of that has to fail.
    String refused(String words, String... more) throws Exception {
        Commands run = Commands.run(folder, environment, command(words, more));
        assertThat(run.exitCode()).as("az " + words + ": " + run.out()).isNotZero();
        return run.error();
    }

    private static String[] command(String words, String... more) {
        List<String> command = new ArrayList<>(List.of("az"));
        command.addAll(Arrays.asList(words.split(" ")));
        command.addAll(Arrays.asList(more));
        return command.toArray(String[]::new);
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(others);
        return all;
    }
}
