package dev.keyward.clients.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// An operation of the data plane, by its name in the audit log.
///
/// @param since the numbered api-version it came with, whose previews have it too; empty where it
///   was there from the first one on
/// @param whyUndone why no client does it with success; empty where one has to
record DataOperation(String name, String since, String whyUndone) {
    enum Kind {
        KEYS("Keys"),
        SECRETS("Secrets"),
        CERTIFICATES("Certificates");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /// Those of `operations.tsv`. A test of the room `api` holds the page against the operations
    /// that there are.
    static List<DataOperation> all() {
        try (InputStream file =
                Objects.requireNonNull(DataOperation.class.getResourceAsStream("operations.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> {
                        String[] parts = line.split("\t");
                        return new DataOperation(
                                parts[0],
                                parts.length > 1 ? parts[1] : "",
                                parts.length > 2 ? parts[2] : "");
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether requests of this api-version can ask for it.
    boolean isKnownTo(String version) {
        return CompatibilityPage.age(version) > 1 || version.compareTo(since) >= 0;
    }

    Kind kind() {
        if (name.startsWith("Secret")) {
            return Kind.SECRETS;
        }
        return name.startsWith("Certificate") ? Kind.CERTIFICATES : Kind.KEYS;
    }
}
