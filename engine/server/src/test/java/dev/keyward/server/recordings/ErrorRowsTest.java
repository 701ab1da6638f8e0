package dev.keyward.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of `docs/errors.md` against the recordings that it names.
final class ErrorRowsTest {
    private static final Path TABLE = Path.of("../docs/errors.md");
    private static final Pattern CODE = Pattern.compile("\"error\":\\{\"code\":\"([^\"]+)\"");
    private static final Pattern INNER = Pattern.compile("\"innererror\":\\{\"code\":\"([^\"]+)\"");

    private record Row(String status, String code, String inner, List<String> recordings) {
        static Row parse(String line) {
            String[] cells = line.split(" *\\| *");
            return new Row(
                    cells[1],
                    cells[2],
                    cells[3].equals("–") ? "" : cells[3],
                    Stream.of(cells[5].split(", ")).map(name -> name.replace("`", "")).toList());
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\| [0-9].*"))
                .map(Row::parse)
                .toList();
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    @Test
    void everyRowIsRecordedWithItsStatusAndCodes() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(40);
        for (Row row : rows) {
            assertThat(row.recordings()).isNotEmpty();
            for (String name : row.recordings()) {
                String answer =
                        Recording.read(RecordingsTest.FOLDER.resolve(name + ".http")).answer();
                assertThat(answer).as(name).startsWith("HTTP/1.1 " + row.status() + " ");
                assertThat(first(CODE, answer)).as(name).isEqualTo(row.code());
                assertThat(first(INNER, answer)).as(name).isEqualTo(row.inner());
            }
        }
    }

    @Test
    void everyRecordedRefusalHasItsRow() throws IOException {
        List<String> named = new ArrayList<>();
        rows().forEach(row -> named.addAll(row.recordings()));
        assertThat(named).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.list(RecordingsTest.FOLDER)) {
            List<String> refusals =
                    files.map(file -> file.getFileName().toString().replace(".http", ""))
                            .filter(name -> name.matches("[45].*"))
                            .toList();
            assertThat(named).containsExactlyInAnyOrderElementsOf(refusals);
        }
    }

    /// Azure's Python client repeats whatever comes with it (data-plane-common.md, section 4).
    @Test
    void onlyThrottlingAsksForPatience() throws IOException {
        for (Row row : rows()) {
            for (String name : row.recordings()) {
                String answer =
                        Recording.read(RecordingsTest.FOLDER.resolve(name + ".http")).answer();
                assertThat(answer.contains("\nRetry-After: 1\n"))
                        .as(name)
                        .isEqualTo(row.status().equals("429"));
            }
        }
    }
}
