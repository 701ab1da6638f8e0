package dev.keyward.api.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The files that one version left.
record GoldenVersion(Path folder, JsonNode answers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<GoldenVersion> all() throws IOException {
        try (Stream<Path> folders = Files.list(root())) {
            List<GoldenVersion> all =
                    folders.filter(Files::isDirectory).sorted().map(GoldenVersion::of).toList();
            assertThat(all).isNotEmpty();
            return all;
        }
    }

    private static Path root() throws IOException {
        try {
            return Path.of(GoldenVersion.class.getResource("/golden").toURI());
        } catch (URISyntaxException notAFile) {
            throw new IOException(notAFile);
        }
    }

    private static GoldenVersion of(Path folder) {
        try {
            return new GoldenVersion(
                    folder,
                    JSON.readTree(
                            new GZIPInputStream(
                                    Files.newInputStream(folder.resolve("answers.json.gz")))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// When that version gave its answers. Nothing that waited then, as to be purged or renewed, is
    /// due yet.
    Instant moment() {
        return Instant.parse(answers.path("moment").asText());
    }

    byte[] file(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /// A copy of the home, for its owner alone as the original was: archives lose that.
    Path copyHome(Path home) throws IOException {
        directory(home);
        try (InputStream in = Files.newInputStream(folder.resolve("home.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = home.resolve(entry.getName()).normalize();
                assertThat(target.startsWith(home)).as(entry.getName()).isTrue();
                if (entry.isDirectory()) {
                    directory(target);
                } else {
                    Files.write(target, zip.readAllBytes());
                    Files.setPosixFilePermissions(
                            target, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
        return home;
    }

    private static void directory(Path path) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
