package dev.keyward.store;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements StoreContract {
    @TempDir Path temporary = Path.of("");
    private @Nullable Store opened;

    @BeforeEach
    void open() throws IOException {
        opened = Store.at(temporary.resolve("store"));
    }

    @Override
    public Store store() {
        return java.util.Objects.requireNonNull(opened);
    }

    @AfterEach
    void close() {
        store().close();
    }
}
