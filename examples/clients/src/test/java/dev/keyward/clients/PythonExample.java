package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The folder `examples/python`, run by the system's Python with the packages of Debian's
/// `python3-azure`.
final class PythonExample {
    static final Path FOLDER = DevServer.ROOT.resolve("examples/python");

    /// Not one that a version manager puts in front of it.
    private static final String PYTHON = "/usr/bin/python3";

    private PythonExample() {}

    static void assumeInstalled() throws Exception {
        assumeTrue(
                Commands.run(
                                        Path.of("."),
                                        Map.of(),
                                        "sh",
                                        "-c",
                                        PYTHON
                                                + " -c 'import azure.identity, azure.keyvault.keys,"
                                                + " azure.mgmt.keyvault, aiohttp, cryptography'")
                                .exitCode()
                        == 0,
                "python3-azure isn't installed: the Python clients are not tested");
    }

    /// Runs tests that have to pass, and none of which may be skipped.
    static void test(Map<String, String> environment, String... modules) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-m", "unittest"));
        arguments.addAll(Arrays.asList(modules));
        Commands tests = run(environment, arguments.toArray(String[]::new));
        System.out.println(tests.error());
        assertThat(tests.exitCode()).as(tests.error()).isZero();
        assertThat(tests.error()).containsPattern("Ran [1-9]\\d* tests? in").endsWith("\nOK\n");
    }

    static Commands run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(Arrays.asList(arguments));
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("PYTHONDONTWRITEBYTECODE", "1");
        return Commands.run(FOLDER, variables, command.toArray(String[]::new));
    }
}
