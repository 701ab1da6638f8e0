package dev.keyward.server;

import dev.keyward.api.EngineConfig;
import dev.keyward.api.Pace;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.dispatch.ThrottleProfile;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.server.http.HttpLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/// A server with throw-away state in this process, on a free port of the loopback address: the
/// vault `dev` answers under any name that leads there. What `serve --dev` is for other processes.
public final class DevServer implements AutoCloseable {
    private final Path home;
    private final Server server;
    private final FirstSecret first;

    private DevServer(Path home, Server server, FirstSecret first) {
        this.home = home;
        this.server = server;
        this.first = first;
    }

    /// Starts; when this returns, requests are answered.
    ///
    /// @throws UncheckedIOException if there is no temporary directory
    public static DevServer start(InstantSource clock, SecureRandom random) {
        return start(clock, random, Pace.PROTECTED);
    }

    /// [#start(InstantSource, SecureRandom)] at another pace.
    public static DevServer start(InstantSource clock, SecureRandom random, Pace pace) {
        Path home = newHome();
        try {
            Server server =
                    Server.start(
                            ServerSettings.standard(home)
                                    .withoutRsaPool()
                                    .withQuickTokenKeys()
                                    .withPort(ServeCommand.freePort())
                                    .withDefaultVault(ServeCommand.DEV_VAULT)
                                    .withPace(pace),
                            EngineConfig.Profile.DEV,
                            HttpLimits.standard(),
                            clock,
                            random);
            FirstSecret first =
                    server.engine()
                            .firstSecret()
                            .orElseThrow(() -> Bug.because("a new home was used before"));
            return new DevServer(home, server, first);
        } catch (RuntimeException failed) {
            remove(home);
            throw failed;
        }
    }

    /// As slow as Azure: its limits, and deletions, recoveries and purges that take a while.
    ///
    /// @param settle how long they take by the clock; not negative
    public static DevServer startLikeAzure(
            InstantSource clock, SecureRandom random, Duration settle) {
        return start(clock, random, new Pace(ThrottleProfile.AZURE, settle));
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("keyward-dev-");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void remove(Path home) {
        try {
            OwnFiles.removeTree(home);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return server.port();
    }

    /// The certificate that clients have to trust, as PEM.
    public Path authorityFile() {
        return server.authorityFile();
    }

    public UUID tenant() {
        return first.tenant().value();
    }

    public UUID subscription() {
        return server.engine().deployment().subscription();
    }

    /// The application with all rights in the vault.
    public UUID application() {
        return first.application();
    }

    /// Its secret; closed with the server.
    public SecretBytes applicationSecret() {
        return first.secret();
    }

    /// What tokens for the vault are asked for.
    public String vaultResource() {
        return server.engine().endpoints().vaultResource();
    }

    /// Stops, and forgets everything.
    @Override
    public void close() {
        try {
            server.close();
        } finally {
            first.secret().close();
            remove(home);
        }
    }
}
