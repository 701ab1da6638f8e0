package dev.keyward.server;

import dev.keyward.api.Pace;
import dev.keyward.api.mail.MailServer;
import dev.keyward.api.outside.OutsideRules;
import dev.keyward.model.VaultName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
/// | `acme.*` | how challenges of ACME servers are answered, see [AcmeSettings] | not at all |
/// | `mail.*` | how contacts of certificates are mailed, see [MailSettings] | not at all |
/// | `outside.*` | whom the server may call, see [OutsideSettings] | nobody |
/// | `rsaPool` | RSA-2048 keys made in advance while idle, up to 64; half as many of 3072 bits, a quarter of 4096 | 4; `--dev` without a file 0 |
/// | `throttle` | which requests are too many: `off`, `azure` (Azure's limits) or `protect` (a flood) | `protect` |
/// | `softDelete.settle` | how long deleting, recovering and purging look unfinished, up to `60m` | 0 |
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
        AcmeSettings acme,
        @Nullable MailServer mail,
        Pace pace) {
    static final int STANDARD_PORT = 8443;

    private static final int STANDARD_RSA_POOL = 4;
    private static final int LARGEST_RSA_POOL = 64;

    private static final Set<String> NAMES =
            Stream.of(
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
                                    OutsideSettings.HOSTS,
                                    OutsideSettings.AUTHORITIES,
                                    OutsideSettings.ATTESTATION_KEYS,
                                    PaceSettings.THROTTLE,
                                    PaceSettings.SETTLE,
                                    "rsaPool"),
                            AcmeSettings.NAMES,
                            MailSettings.NAMES)
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

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
                AcmeSettings.NONE,
                null,
                Pace.PROTECTED);
    }

    /// @param home used where the file names none
    /// @throws StartFailure if the file can't be read or understood
    static ServerSettings read(Path file, Path home) {
        return settings(SettingsFile.read(file, NAMES), home);
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
                acme,
                mail,
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
                acme,
                mail,
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
                acme,
                mail,
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
                acme,
                mail,
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
                acme,
                mail,
                next);
    }

    private static ServerSettings settings(SettingsFile in, Path home) {
        int port = in.port("port", STANDARD_PORT);
        Path certificate = in.path("tls.certificate");
        Path key = in.path("tls.key");
        if ((certificate == null) != (key == null)) {
            throw in.wrong("tls.key", "needed with tls.certificate, and the other way round");
        }
        String vault = in.text("defaultVault", "");
        if (!vault.isEmpty() && !VaultName.isValid(vault)) {
            throw in.wrong("defaultVault", "no vault name");
        }
        Path chosenHome = in.path("home");
        OutsideRules outside = OutsideSettings.read(in);
        return new ServerSettings(
                chosenHome == null ? home : chosenHome,
                in.text("host", "127.0.0.1"),
                port,
                in.port("publicPort", port),
                in.name("location", "local"),
                in.name("domain", "keyward.localhost"),
                vault.isEmpty() ? null : new VaultName(vault),
                in.setting("publicAuthorities", "").list().stream()
                        .map(authority -> authority.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                certificate,
                key,
                Duration.ofSeconds(in.seconds("drainSeconds", 0)),
                outside,
                in.number("rsaPool", STANDARD_RSA_POOL, LARGEST_RSA_POOL, "of keys"),
                AcmeSettings.read(in, outside),
                MailSettings.read(in, outside),
                new PaceSettings(
                                in.optional(PaceSettings.THROTTLE),
                                in.optional(PaceSettings.SETTLE))
                        .over(Pace.PROTECTED, in::wrong));
    }
}
