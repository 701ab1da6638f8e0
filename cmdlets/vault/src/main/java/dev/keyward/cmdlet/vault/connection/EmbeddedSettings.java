package dev.keyward.cmdlet.vault.connection;

import dev.keyward.api.deployment.Guard;
import dev.keyward.api.deployment.RegionSetting;
import dev.keyward.model.Regions;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What may be set about the service in this process: its further regions, in the file [#FILE] of
/// its home directory, as servers have them in theirs.
final class EmbeddedSettings {
    static final String FILE = "keyward.properties";

    private static final String HOME_REGION = "local";

    private EmbeddedSettings() {}

    /// The home region alone if there is no such file.
    ///
    /// @throws Unopened if it can't be read, or says anything else
    static Regions regions(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return Regions.of(HOME_REGION);
        }
        Properties properties = read(file);
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (!name.equals(RegionSetting.NAME)) {
                throw wrong(file, name + " is no setting; there is " + RegionSetting.NAME, null);
            }
        }
        try {
            return RegionSetting.read(HOME_REGION, list(properties));
        } catch (IllegalArgumentException e) {
            throw wrong(file, RegionSetting.NAME + " is " + e.getMessage(), e);
        }
    }

    private static List<String> list(Properties properties) {
        return Arrays.stream(properties.getProperty(RegionSetting.NAME, "").split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try {
            Guard.BROUGHT_FILE.check(file);
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Unopened wrong(Path file, String why, @Nullable Exception cause) {
        return new Unopened("the settings in " + file + " can't be taken: " + why, cause);
    }
}
