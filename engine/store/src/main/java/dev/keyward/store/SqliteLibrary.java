package dev.keyward.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native library, loaded once in a process.
///
/// The driver unpacks it by itself, but reads it back byte by byte and looks for old ones among all
/// temporary files: a tenth of a second of CPU time at each start. Here it is unpacked, loaded by
/// the driver from there, and removed. Where that doesn't work the driver does it its way.
final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    /// Where the driver looks for what it left behind.
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /// Once.
    static void load() {
        Loaded.once();
    }

    private static final class Loaded {
        static {
            if (System.getProperty(PATH) == null && System.getProperty(TEMPORARY) == null) {
                try {
                    unpackAndLoad();
                } catch (IOException _) {
                    // The driver says what is wrong when it fails too.
                }
            }
        }

        static void once() {}
    }

    private static void unpackAndLoad() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        // Nobody else can write there.
        Path directory = Files.createTempDirectory("keyward-sqlite-");
        Path library = directory.resolve(name);
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (packed == null) {
                return;
            }
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
            System.setProperty(PATH, directory.toString());
            System.setProperty(NAME, name);
            System.setProperty(TEMPORARY, directory.toString());
            SQLiteJDBCLoader.initialize();
        } catch (Exception failed) {
            throw new IOException(failed);
        } finally {
            System.clearProperty(PATH);
            System.clearProperty(NAME);
            System.clearProperty(TEMPORARY);
            Files.deleteIfExists(library);
            Files.deleteIfExists(directory);
        }
    }
}
