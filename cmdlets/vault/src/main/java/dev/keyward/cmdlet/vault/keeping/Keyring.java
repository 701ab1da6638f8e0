package dev.keyward.cmdlet.vault.keeping;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A key in the keyring of the desktop, asked by the system's own program. The key goes through its
/// input and output and is never an argument, which others could see.
///
/// @param program where it is; it may be missing
/// @param lookUp its arguments to find the key, and what it is given to read
/// @param store the same to keep it; `KEY` stands for the key in hexadecimal
record Keyring(String name, String words, Path program, Call lookUp, Call store, boolean isThere)
        implements KeyPlace {
    private static final long PATIENCE_SECONDS = 60;
    private static final String KEY = "KEY";

    record Call(List<String> arguments, String input) {}

    /// The Secret Service of GNOME, KDE and others, over D-Bus.
    static Keyring secretService(Path program, Map<String, String> environment) {
        List<String> attributes = List.of("application", "keyward", "key", "contexts");
        return new Keyring(
                "secret-service",
                "the keyring of the desktop (secret-tool)",
                program,
                new Call(with(List.of("lookup"), attributes), ""),
                new Call(with(List.of("store", "--label=Keyward"), attributes), KEY),
                !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isEmpty()
                        && Files.isExecutable(program));
    }

    /// The login keychain of macOS.
    static Keyring keychain() {
        Path program = Path.of("/usr/bin/security");
        return new Keyring(
                "keychain",
                "the keychain",
                program,
                new Call(
                        List.of("find-generic-password", "-s", "keyward", "-a", "contexts", "-w"),
                        ""),
                new Call(
                        List.of("-i"),
                        "add-generic-password -U -s keyward -a contexts -w " + KEY + "\n"),
                System.getProperty("os.name", "").startsWith("Mac") && Files.isExecutable(program));
    }

    private static List<String> with(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    @Override
    public Optional<SecretBytes> find() throws IOException {
        if (!isThere) {
            return Optional.empty();
        }
        Answer answer = run(lookUp.arguments, lookUp.input);
        String text = answer.output.strip();
        if (answer.code != 0 || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SecretBytes.adopt(HexFormat.of().parseHex(text)));
        } catch (IllegalArgumentException e) {
            throw new IOException(words + " holds no key under keyward", e);
        }
    }

    @Override
    public void keep(SecretBytes key) throws IOException {
        String text = key.use(SecretAccess.request(), bytes -> HexFormat.of().formatHex(bytes));
        Answer answer = run(store.arguments, store.input.replace(KEY, text));
        if (answer.code != 0) {
            throw new IOException(words + " doesn't take a key: exit code " + answer.code);
        }
    }

    private record Answer(int code, String output) {}

    private Answer run(List<String> arguments, String input) throws IOException {
        Process process =
                new ProcessBuilder(with(List.of(program.toString()), arguments))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        try (InputStream out = process.getInputStream()) {
            String output = new String(out.readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(words + " doesn't answer");
            }
            return new Answer(process.exitValue(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroy();
        }
    }

    @Override
    public String toString() {
        return "Keyring[" + name + "]";
    }
}
