package dev.keyward.server;

import dev.keyward.api.Pace;
import dev.keyward.api.TokenSigning;
import dev.keyward.model.VaultName;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a server is started with. Read from a properties file (`name=value` lines, UTF-8, `#` for
/// comments); options on the command line go first. The table of all settings stands in
/// engine/docs/operations.md.
///
/// @param home directory of all state
/// @param tls null where the server's own authority serves
/// @param rsaPool RSA-2048 keys made in advance while idle; half as many of 3072 bits, a quarter of
///   4096
/// @param anchorCopy where the anchor is kept too; null for nowhere
/// @param tokens what they are signed with
public record ServerSettings(
        Path home,
        ListenSettings listen,
        NameSettings names,
        @Nullable TlsSettings tls,
        OutsideSettings outside,
        Pace pace,
        int rsaPool,
        @Nullable Path anchorCopy,
        TokenSigning tokens) {

    private static final String HOME = "home";
    private static final String ANCHOR_COPY = "anchor.copy";
    private static final String RSA_POOL = "rsaPool";
    private static final String ES256 = "tokens.es256";
    private static final int STANDARD_RSA_POOL = 4;
    private static final int LARGEST_RSA_POOL = 64;

    static final Set<String> NAMES =
            Stream.of(
                            Set.of(HOME, ANCHOR_COPY, RSA_POOL, ES256),
                            ListenSettings.NAMES,
                            NameSettings.NAMES,
                            TlsSettings.NAMES,
                            OutsideSettings.NAMES,
                            PaceSettings.NAMES)
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

    static ServerSettings standard(Path home) {
        return new ServerSettings(
                home,
                ListenSettings.STANDARD,
                NameSettings.STANDARD,
                null,
                OutsideSettings.NONE,
                Pace.PROTECTED,
                STANDARD_RSA_POOL,
                null,
                TokenSigning.RS256);
    }

    /// @param home used where the file names none
    /// @throws StartFailure if the file can't be read or understood
    static ServerSettings read(Path file, Path home) {
        SettingsFile in = SettingsFile.read(file, NAMES);
        Path chosenHome = in.path(HOME);
        return new ServerSettings(
                chosenHome == null ? home : chosenHome,
                ListenSettings.read(in),
                NameSettings.read(in),
                TlsSettings.read(in),
                OutsideSettings.read(in),
                PaceSettings.read(in),
                in.number(RSA_POOL, STANDARD_RSA_POOL, LARGEST_RSA_POOL, "of keys"),
                in.path(ANCHOR_COPY),
                tokens(in));
    }

    ServerSettings withHome(Path next) {
        return new ServerSettings(
                next, listen, names, tls, outside, pace, rsaPool, anchorCopy, tokens);
    }

    /// Another port, public too unless the file said otherwise.
    ServerSettings withPort(int next) {
        return new ServerSettings(
                home,
                listen.withPort(next),
                names,
                tls,
                outside,
                pace,
                rsaPool,
                anchorCopy,
                tokens);
    }

    ServerSettings withDefaultVault(VaultName next) {
        return new ServerSettings(
                home,
                listen,
                names.withDefaultVault(next),
                tls,
                outside,
                pace,
                rsaPool,
                anchorCopy,
                tokens);
    }

    ServerSettings withPace(Pace next) {
        return new ServerSettings(
                home, listen, names, tls, outside, next, rsaPool, anchorCopy, tokens);
    }

    /// Nothing is made in advance: a server for tests is to start at once and to leave the machine
    /// alone.
    ServerSettings withoutRsaPool() {
        return new ServerSettings(home, listen, names, tls, outside, pace, 0, anchorCopy, tokens);
    }

    /// All tokens are signed with keys that are made at once, for the same reason.
    ServerSettings withQuickTokenKeys() {
        return new ServerSettings(
                home, listen, names, tls, outside, pace, rsaPool, anchorCopy, TokenSigning.ES256);
    }

    private static TokenSigning tokens(SettingsFile in) {
        return TokenSigning.es256(
                in.setting(ES256, "").list().stream()
                        .map(name ->
                                new Setting(ES256, name, in::wrong)
                                        .choice(
                                                "resource server",
                                                TokenSigning.SERVERS,
                                                Function.identity()))
                        .toList());
    }
}
