package dev.keyward.clients.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// An operation of the data plane, by its name in the audit log.
///
/// @param whyUndone why no client does it with success; empty where one has to
record DataOperation(String name, String whyUndone) {
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
                        int tab = line.indexOf('\t');
                        return tab < 0
                                ? new DataOperation(line, "")
                                : new DataOperation(
                                        line.substring(0, tab), line.substring(tab + 1));
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kind kind() {
        if (name.startsWith("Secret")) {
            return Kind.SECRETS;
        }
        return name.startsWith("Certificate") ? Kind.CERTIFICATES : Kind.KEYS;
    }
}
