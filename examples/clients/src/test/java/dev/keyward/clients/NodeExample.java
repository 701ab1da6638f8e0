package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A folder of `examples` with the packages it names.
record NodeExample(Path folder) {
    static final NodeExample PRESENT = new NodeExample(DevServer.ROOT.resolve("examples/node"));

    /// With the clients before the present ones.
    static final NodeExample TRACK1 =
            new NodeExample(DevServer.ROOT.resolve("examples/node-track1"));

    void assumeInstalled() throws Exception {
        assumeTrue(
                Commands.exists("npm"),
                "npm isn't installed: the JavaScript clients are not tested");
        // Tests of several processes use it; one installs.
        Path turn = Path.of("target", "npm-" + folder.getFileName() + ".lock");
        try (FileChannel lock =
                FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!isFresh()) {
                install();
            }
        }
    }

    private void install() throws Exception {
        Commands install =
                Commands.run(
                        folder,
                        Map.of(),
                        "npm",
                        "ci",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline");
        assertThat(install.exitCode()).as(install.error()).isZero();
    }

    /// Whether what the lock file names was installed since it was written; npm notes what it did.
    private boolean isFresh() throws IOException {
        Path done = folder.resolve("node_modules/.package-lock.json");
        return Files.exists(done)
                && Files.getLastModifiedTime(done)
                                .compareTo(
                                        Files.getLastModifiedTime(
                                                folder.resolve("package-lock.json")))
                        > 0;
    }

    /// What the test runner said about files that had to pass; all of the folder if none is named.
    String test(Map<String, String> environment, String... files) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        command.addAll(Arrays.asList(files));
        Commands tests = Commands.run(folder, environment, command.toArray(String[]::new));
        System.out.println(tests.out());
        assertThat(tests.exitCode()).as(tests.out() + tests.error()).isZero();
        assertThat(tests.out()).contains("# fail 0").doesNotContain("# pass 0\n");
        return tests.out();
    }
}
