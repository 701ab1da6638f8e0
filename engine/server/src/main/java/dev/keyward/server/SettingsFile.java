package dev.keyward.server;

import dev.keyward.api.deployment.Guard;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A file of settings being read; knows its name for messages. Other files are found beside it.
record SettingsFile(Path file, Properties properties) {
    private static final int LAST_PORT = 65_535;

    /// @param names of all settings that there are
    /// @throws StartFailure if the file can't be read or has another setting
    static SettingsFile read(Path file, Set<String> names) {
        Properties properties = new Properties();
        try {
            Guard.BROUGHT_FILE.check(file);
        } catch (IOException unsafe) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    "the configuration can't be taken: " + unsafe.getMessage());
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    "the configuration " + file + " can't be read: " + unreadable.getMessage());
        }
        SettingsFile settings = new SettingsFile(file, properties);
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (!names.contains(IdentitySettings.general(name))) {
                throw settings.wrong(name, "no setting; the settings are " + new TreeSet<>(names));
            }
        }
        return settings;
    }

    /// @param otherwise what it is if it isn't there
    Setting setting(String name, String otherwise) {
        return new Setting(name, text(name, otherwise), this::wrong);
    }

    String text(String name, String otherwise) {
        return properties.getProperty(name, otherwise).strip();
    }

    @Nullable String optional(String name) {
        String text = text(name, "");
        return text.isEmpty() ? null : text;
    }

    /// @param because what can't be without it
    String needed(String name, String because) {
        String text = optional(name);
        if (text == null) {
            throw wrong(name, "missing, and needed with " + because);
        }
        return text;
    }

    /// Refuses settings that mean nothing without another one.
    void refuse(Set<String> names, String without) {
        for (String name : new TreeSet<>(names)) {
            if (optional(name) != null) {
                throw wrong(name, "of no use without " + without);
            }
        }
    }

    @Nullable Path path(String name) {
        String text = text(name, "");
        return text.isEmpty() ? null : beside(text);
    }

    /// Another file, as the settings name it.
    Path beside(String text) {
        return file.toAbsolutePath().resolveSibling(text).normalize();
    }

    /// What the file that the setting names holds, without the blanks and line ends around it.
    SecretBytes secret(String name, String because) {
        needed(name, because);
        Path place = Objects.requireNonNull(path(name));
        try {
            return SecretFile.read(place);
        } catch (IOException unreadable) {
            throw wrong(name, Objects.requireNonNullElse(unreadable.getMessage(), "unreadable"));
        }
    }

    int port(String name, int otherwise) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        return setting(name, text).number(1, LAST_PORT, "port");
    }

    /// `host` or `host:port`; an IPv6 address with a port in brackets. Nobody is looked up.
    InetSocketAddress server(String name, String text, int standardPort) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && text.indexOf(':') == colon || text.contains("]:");
        String host = (hasPort ? text.substring(0, colon) : text).toLowerCase(Locale.ROOT);
        int port = hasPort ? Setting.digits(text.substring(colon + 1)) : standardPort;
        if (host.isEmpty()
                || !host.matches("[a-z0-9.:_\\[\\]-]+")
                || port < 1
                || port > LAST_PORT) {
            throw wrong(name, "no host and port, such as ns.example.org:" + standardPort);
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    /// @param what counts, such as `of keys`
    int number(String name, int otherwise, int most, String what) {
        return setting(name, "" + otherwise).number(0, most, "number " + what);
    }

    int seconds(String name, int otherwise) {
        return number(name, otherwise, 999, "of seconds");
    }

    /// Labels of a host: letters, digits, hyphens, dots.
    String name(String name, String otherwise) {
        String text = text(name, otherwise).toLowerCase(Locale.ROOT);
        boolean good =
                !text.isEmpty()
                        && text.chars()
                                .allMatch(c ->
                                        c >= 'a' && c <= 'z'
                                                || c >= '0' && c <= '9'
                                                || c == '-'
                                                || c == '.');
        if (!good || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            throw wrong(name, "no host name");
        }
        return text;
    }

    StartFailure wrong(String name, String why) {
        return new StartFailure(StartFailure.Kind.CONFIGURATION, file + ": " + name + " is " + why);
    }
}
