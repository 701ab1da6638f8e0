package dev.keyward.server;

import dev.keyward.api.Pace;
import dev.keyward.api.outside.OutsideRules;
import dev.keyward.model.VaultName;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a server is started with. Read from a properties file (`name=value` lines, UTF-8, `#` for
/// comments); options on the command line go first.
///
/// | name | meaning | default |
/// |---|---|---|
/// | `home` | directory of all state | `$KEYWARD_HOME`, else `~/.keyward` |
/// | `host` | address to listen on | `127.0.0.1` |
/// | `port` | port to listen on | 8443 |
/// | `publicPort` | port in URLs, where it differs | as `port` |
/// | `location` | second label of the hosts | `local` |
/// | `domain` | rest of the hosts | `keyward.localhost` |
/// | `defaultVault` | vault that other hosts reach | none |
/// | `publicAuthorities` | hosts, by commas, under which clients reach the default vault | none |
/// | `tls.certificate`, `tls.key` | PEM files; both or neither | an own authority |
/// | `drainSeconds` | how long it answers on after SIGTERM, not ready | 0 |
/// | `acme.port` | port on which ACME challenges are answered, without TLS | none |
/// | `outside.*` | whom the server may call, see [OutsideSettings] | nobody |
/// | `rsaPool` | RSA-2048 keys made in advance while idle, up to 64; half as many of 3072 bits, a quarter of 4096 | 4; `--dev` without a file 0 |
/// | `throttle` | which requests are too many: `off`, `azure` (Azure's limits) or `protect` (a flood) | `protect` |
/// | `softDelete.settle` | how long deleting, recovering and purging look unfinished, up to `60m` | 0 |
///
/// @param challengePort 0 where no challenges are answered
public record ServerSettings(
        Path home,
        String host,
        int port,
        int publicPort,
        String location,
        String domain,
        @Nullable VaultName defaultVault,
        Set<String> publicAuthorities,
        @Nullable Path tlsCertificate,
        @Nullable Path tlsKey,
        Duration drainDelay,
        OutsideRules outside,
        int rsaPool,
        int challengePort,
        Pace pace) {
    static final int STANDARD_PORT = 8443;

    private static final int STANDARD_RSA_POOL = 4;
    private static final int LARGEST_RSA_POOL = 64;

    private static final Set<String> NAMES =
            Set.of(
                    "home",
                    "host",
                    "port",
                    "publicPort",
                    "location",
                    "domain",
                    "defaultVault",
                    "publicAuthorities",
                    "tls.certificate",
                    "tls.key",
                    "drainSeconds",
                    "acme.port",
                    OutsideSettings.HOSTS,
                    OutsideSettings.AUTHORITIES,
                    OutsideSettings.ATTESTATION_KEYS,
                    PaceSettings.THROTTLE,
                    PaceSettings.SETTLE,
                    "rsaPool");

    public ServerSettings {
        publicAuthorities = Set.copyOf(publicAuthorities);
    }

    static ServerSettings standard(Path home) {
        return new ServerSettings(
                home,
                "127.0.0.1",
                STANDARD_PORT,
                STANDARD_PORT,
                "local",
                "keyward.localhost",
                null,
                Set.of(),
                null,
                null,
                Duration.ZERO,
                OutsideRules.NONE,
                STANDARD_RSA_POOL,
                0,
                Pace.PROTECTED);
    }

    /// @param home used where the file names none
    /// @throws StartFailure if the file can't be read or understood
    static ServerSettings read(Path file, Path home) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    "the configuration " + file + " can't be read: " + unreadable.getMessage());
        }
        return new Source(file, properties).settings(home);
    }

    ServerSettings withHome(Path next) {
        return new ServerSettings(
                next,
                host,
                port,
                publicPort,
                location,
                domain,
                defaultVault,
                publicAuthorities,
                tlsCertificate,
                tlsKey,
                drainDelay,
                outside,
                rsaPool,
                challengePort,
                pace);
    }

    /// Another port, public too unless the file said otherwise.
    ServerSettings withPort(int next) {
        return new ServerSettings(
                home,
                host,
                next,
                publicPort == port ? next : publicPort,
                location,
                domain,
                defaultVault,
                publicAuthorities,
                tlsCertificate,
                tlsKey,
                drainDelay,
                outside,
                rsaPool,
                challengePort,
                pace);
    }

    /// Nothing is made in advance: a server for tests is to start at once and to leave the machine
    /// alone.
    ServerSettings withoutRsaPool() {
        return new ServerSettings(
                home,
                host,
                port,
                publicPort,
                location,
                domain,
                defaultVault,
                publicAuthorities,
                tlsCertificate,
                tlsKey,
                drainDelay,
                outside,
                0,
                challengePort,
                pace);
    }

    ServerSettings withDefaultVault(VaultName next) {
        return new ServerSettings(
                home,
                host,
                port,
                publicPort,
                location,
                domain,
                next,
                publicAuthorities,
                tlsCertificate,
                tlsKey,
                drainDelay,
                outside,
                rsaPool,
                challengePort,
                pace);
    }

    ServerSettings withPace(Pace next) {
        return new ServerSettings(
                home,
                host,
                port,
                publicPort,
                location,
                domain,
                defaultVault,
                publicAuthorities,
                tlsCertificate,
                tlsKey,
                drainDelay,
                outside,
                rsaPool,
                challengePort,
                next);
    }

    /// A file being read; knows its name for messages.
    private record Source(Path file, Properties properties) {
        ServerSettings settings(Path home) {
            for (String name : new TreeSet<>(properties.stringPropertyNames())) {
                if (!NAMES.contains(name)) {
                    throw wrong(name, "no setting; the settings are " + new TreeSet<>(NAMES));
                }
            }
            int port = port("port", STANDARD_PORT);
            Path certificate = path("tls.certificate");
            Path key = path("tls.key");
            if ((certificate == null) != (key == null)) {
                throw wrong("tls.key", "needed with tls.certificate, and the other way round");
            }
            String vault = text("defaultVault", "");
            if (!vault.isEmpty() && !VaultName.isValid(vault)) {
                throw wrong("defaultVault", "no vault name");
            }
            Path chosenHome = path("home");
            return new ServerSettings(
                    chosenHome == null ? home : chosenHome,
                    text("host", "127.0.0.1"),
                    port,
                    port("publicPort", port),
                    name("location", "local"),
                    name("domain", "keyward.localhost"),
                    vault.isEmpty() ? null : new VaultName(vault),
                    Arrays.stream(text("publicAuthorities", "").split(","))
                            .map(String::strip)
                            .filter(authority -> !authority.isEmpty())
                            .map(authority -> authority.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet()),
                    certificate,
                    key,
                    Duration.ofSeconds(seconds("drainSeconds")),
                    outside(),
                    rsaPool(),
                    text("acme.port", "").isEmpty() ? 0 : port("acme.port", 0),
                    new PaceSettings(optional(PaceSettings.THROTTLE), optional(PaceSettings.SETTLE))
                            .over(Pace.PROTECTED, this::wrong));
        }

        private OutsideRules outside() {
            try {
                return new OutsideSettings(
                                text(OutsideSettings.HOSTS, ""),
                                path(OutsideSettings.AUTHORITIES),
                                text(OutsideSettings.ATTESTATION_KEYS, ""),
                                file)
                        .rules();
            } catch (IOException unreadable) {
                throw new StartFailure(
                        StartFailure.Kind.CONFIGURATION, file + ": " + unreadable.getMessage());
            }
        }

        private int rsaPool() {
            String rule = "no number of keys; it must be 0 to " + LARGEST_RSA_POOL;
            try {
                int keys = Integer.parseInt(text("rsaPool", "" + STANDARD_RSA_POOL));
                if (keys >= 0 && keys <= LARGEST_RSA_POOL) {
                    return keys;
                }
            } catch (NumberFormatException noNumber) {
                throw wrong("rsaPool", rule);
            }
            throw wrong("rsaPool", rule);
        }

        private String text(String name, String otherwise) {
            return properties.getProperty(name, otherwise).strip();
        }

        private @Nullable String optional(String name) {
            String text = text(name, "");
            return text.isEmpty() ? null : text;
        }

        private @Nullable Path path(String name) {
            String text = text(name, "");
            return text.isEmpty() ? null : file.toAbsolutePath().resolveSibling(text).normalize();
        }

        private int port(String name, int otherwise) {
            String text = text(name, "");
            if (text.isEmpty()) {
                return otherwise;
            }
            try {
                int port = Integer.parseInt(text);
                if (port >= 1 && port <= 65535) {
                    return port;
                }
            } catch (NumberFormatException noNumber) {
                throw wrong(name, "no port; it must be 1 to 65535");
            }
            throw wrong(name, "no port; it must be 1 to 65535");
        }

        private int seconds(String name) {
            String text = text(name, "0");
            if (!text.matches("[0-9]{1,3}")) {
                throw wrong(name, "no number of seconds; it must be 0 to 999");
            }
            return Integer.parseInt(text);
        }

        /// Labels of a host: letters, digits, hyphens, dots.
        private String name(String name, String otherwise) {
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

        private StartFailure wrong(String name, String why) {
            return new StartFailure(
                    StartFailure.Kind.CONFIGURATION, file + ": " + name + " is " + why);
        }
    }
}
