package dev.keyward.cmdlet.vault.account;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The browser of the desktop that a person sits at.
///
/// @param command that opens an address given behind it
record Browser(List<String> command) {
    /// Nothing where there is no desktop, as in a session over SSH.
    static Optional<Browser> of(Map<String, String> environment) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return Optional.of(new Browser(List.of("/usr/bin/open")));
        }
        if (system.startsWith("windows")) {
            return Optional.of(new Browser(List.of("rundll32", "url.dll,FileProtocolHandler")));
        }
        boolean display =
                Stream.of("DISPLAY", "WAYLAND_DISPLAY")
                        .anyMatch(it -> !environment.getOrDefault(it, "").isEmpty());
        // BROWSER names one's own, as xdg-open and others take it.
        Stream<String> own = Stream.of(environment.getOrDefault("BROWSER", ""));
        Stream<String> desktops =
                Stream.of(environment.getOrDefault("PATH", "").split(":"))
                        .map(folder -> folder + "/xdg-open");
        return display
                ? Stream.concat(own, desktops)
                        .filter(program -> program.startsWith("/"))
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(program -> new Browser(List.of(program.toString())))
                : Optional.empty();
    }

    /// @throws IOException if it can't be started
    void open(URI page) throws IOException {
        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(page.toString())).toList())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .getOutputStream()
                .close();
    }
}
