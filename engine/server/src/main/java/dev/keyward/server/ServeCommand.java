package dev.keyward.server;

import dev.keyward.api.EngineConfig;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.deployment.MachineClock;
import dev.keyward.api.deployment.ShiftedClock;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultName;
import dev.keyward.server.http.HttpLimits;
import dev.keyward.server.http.HttpsListener;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `keyward serve`: the server, in the foreground, until it is told to stop.
///
/// Standard output carries `ready` once requests are answered and, at a first start, the first
/// administrator's credential before it. Everything else goes to standard error. No option carries
/// a secret.
@Command(
        name = "serve",
        description = "Serves vaults over HTTPS until it is stopped (SIGTERM or Ctrl+C).",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(ServeCommand.class.getName());

    /// What is left to do after a disk failed; nothing of it matters to what was answered.
    private static final Duration CLOSING = Duration.ofSeconds(10);

    static final VaultName DEV_VAULT = new VaultName("dev");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings as name=value lines; the options below go first.")
    private @Nullable Path config;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on; 0 takes any free one. Default: 8443.")
    private @Nullable Integer port;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Directory of all state. Default: $KEYWARD_HOME, else ~/.keyward.")
    private @Nullable Path home;

    @Option(
            names = "--dev",
            description =
                    "Throw-away state, a vault 'dev' as default vault, an application with all"
                            + " rights in it.")
    private boolean dev;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description =
                    "With --dev: where to write the credentials as NAME=value lines. Default:"
                            + " $KEYWARD_HOME/dev.env.")
    private @Nullable Path envFile;

    @Option(
            names = "--contents",
            paramLabel = "FILE",
            description =
                    "With --dev: what Export-Vault wrote of a vault; the vault 'dev' begins with"
                            + " it.")
    private @Nullable Path contents;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "With --contents: the file that holds its passphrase.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--accept-rollback",
            paramLabel = "REASON",
            description =
                    "Opens a database older than the anchor says, as after a restore; what was"
                            + " done since is lost. The reason goes on the audit record.")
    private @Nullable String acceptRollback;

    @Option(
            names = "--accept-clock",
            paramLabel = "REASON",
            description =
                    "Takes the clock of this machine for right, also where it is behind or ahead of"
                            + " what the deployment has seen. The reason goes on the audit record.")
    private @Nullable String acceptClock;

    @Option(
            names = "--throttle",
            paramLabel = "PROFILE",
            description =
                    "Which requests are too many and answered 429: off, azure (Azure's limits) or"
                            + " protect (a flood). Default: protect.")
    private @Nullable String throttle;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            description =
                    "How long a deletion, a recovery or a purge looks unfinished, as Azure's do for"
                            + " some seconds; such as 5s. Default: 0.")
    private @Nullable String settle;

    private final Path standardHome;
    private final InstantSource clock;
    private final SecureRandom random;
    private final PrintStream out;
    private final PrintStream err;

    ServeCommand(
            Path standardHome,
            InstantSource clock,
            SecureRandom random,
            PrintStream out,
            PrintStream err) {
        this.standardHome = standardHome;
        this.clock = clock;
        this.random = random;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            serve();
            return 0;
        } catch (StartFailure failure) {
            err.println("keyward: " + failure.getMessage());
            return failure.kind().exitCode();
        }
    }

    private void serve() {
        if (envFile != null && !dev) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION, "--env-file has a meaning with --dev only");
        }
        if (dev && home != null) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION, "--dev keeps nothing, so it takes no --home");
        }
        if ((contents != null || passphraseFile != null) && !dev) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    "--contents and --passphrase-file have a meaning with --dev only");
        }
        if (acceptRollback != null && (dev || acceptRollback.isBlank())) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    "--accept-rollback needs a reason, and a home that is kept");
        }
        if (acceptClock != null && (dev || acceptClock.isBlank())) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    "--accept-clock needs a reason, and a home that is kept");
        }
        StartingContents starting = StartingContents.of(contents, passphraseFile);
        Path throwAway = dev ? temporaryHome() : null;
        run(settings(throwAway), throwAway, starting);
    }

    private ServerSettings settings(@Nullable Path throwAway) {
        Path base = throwAway != null ? throwAway : home != null ? home : standardHome;
        ServerSettings settings =
                config == null ? ServerSettings.standard(base) : ServerSettings.read(config, base);
        if (throwAway != null || home != null) {
            settings = settings.withHome(base);
        }
        if (port != null) {
            settings = settings.withPort(port == 0 ? freePort() : checked(port));
        }
        settings =
                settings.withPace(
                        new PaceSettings(throttle, settle)
                                .over(settings.pace(), ServeCommand::wrong));
        if (dev && config == null) {
            settings = settings.withoutRsaPool();
        }
        return dev ? settings.withDefaultVault(DEV_VAULT) : settings;
    }

    private static StartFailure wrong(String setting, String why) {
        return new StartFailure(StartFailure.Kind.CONFIGURATION, setting + " is " + why);
    }

    private static int checked(int port) {
        if (port < 0 || port > 65535) {
            throw new StartFailure(
                    StartFailure.Kind.CONFIGURATION,
                    "--port is " + port + "; it must be 0 to 65535");
        }
        return port;
    }

    /// The engine has to know its port before it listens. Somebody may take the port in between,
    /// and then that is said.
    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new StartFailure(StartFailure.Kind.PORT_TAKEN, "no port is free");
        }
    }

    private void run(
            ServerSettings settings,
            @Nullable Path throwAway,
            @Nullable StartingContents starting) {
        EngineConfig.Profile profile =
                throwAway == null ? EngineConfig.Profile.SERVER : EngineConfig.Profile.DEV;
        Path credentials = envFile != null ? envFile : standardHome.resolve("dev.env");
        AtomicReference<@Nullable StartFailure> broken = new AtomicReference<>();
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread deadline =
                Thread.ofPlatform().name("deadline").daemon().unstarted(ServeCommand::endAtLast);
        Thread onSignal = new Thread(() -> stopInOrder(stop, stopped, broken), "stop");
        try (Server server =
                Server.start(
                        settings,
                        profile,
                        HttpLimits.standard(),
                        throwAway == null ? kept() : new ShiftedClock(clock),
                        random,
                        acceptRollback)) {
            AtomicInteger asked = new AtomicInteger();
            if (!StopSignals.on(() -> askedToStop(asked, stop))) {
                Runtime.getRuntime().addShutdownHook(onSignal);
            }
            server.onFailure(what -> {
                broken.set(new StartFailure(StartFailure.Kind.DISK_FAILED, what));
                deadline.start();
                stop.countDown();
            });
            LOG.log(
                    Level.INFO,
                    "listening on {0}:{1} home={2} tls={3}",
                    settings.listen().host(),
                    Integer.toString(settings.listen().port()),
                    settings.home(),
                    HttpsListener.tlsLibrary());
            MutualTlsSettings mutual = settings.listen().mutualTls();
            if (mutual != null) {
                LOG.log(
                        Level.INFO,
                        "asking clients for certificates on {0}:{1}",
                        settings.listen().host(),
                        Integer.toString(mutual.port()));
            }
            if (throwAway == null) {
                showFirstAdministrator(server);
            } else {
                if (starting != null) {
                    starting.bringInto(server.engine(), DEV_VAULT);
                }
                writeEnvironment(server, credentials, throwAway);
            }
            out.println("ready");
            out.flush();
            stop.await();
            if (broken.get() == null) {
                drain(server, settings);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            if (throwAway != null) {
                removeFile(credentials);
                remove(throwAway);
            }
            deadline.interrupt();
            // Last of all: it lets the process end.
            stopped.countDown();
        }
        StartFailure failure = broken.get();
        if (failure != null) {
            throw failure;
        }
    }

    /// The clock of a deployment that keeps its state.
    private InstantSource kept() {
        return acceptClock != null && clock instanceof MachineClock machine
                ? machine.vouchedFor(acceptClock)
                : clock;
    }

    /// The first time in order, the second at once: what was answered is durable either way.
    private static void askedToStop(AtomicInteger asked, CountDownLatch stop) {
        if (asked.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(StartFailure.Kind.FAULT.exitCode());
        }
        stop.countDown();
    }

    /// A disk that failed once may hold up the closing of files for ever.
    private static void endAtLast() {
        try {
            Thread.sleep(CLOSING);
        } catch (InterruptedException closed) {
            return;
        }
        Runtime.getRuntime().halt(StartFailure.Kind.DISK_FAILED.exitCode());
    }

    /// Load balancers look once in a while only; until then requests still come.
    private static void drain(Server server, ServerSettings settings) throws InterruptedException {
        server.leaving();
        Thread.sleep(settings.listen().drainDelay());
    }

    private static void stopInOrder(
            CountDownLatch stop,
            CountDownLatch stopped,
            AtomicReference<@Nullable StartFailure> broken) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        StartFailure failure = broken.get();
        // A stop on request is a success; without this the JVM would tell of the signal.
        Runtime.getRuntime().halt(failure == null ? 0 : failure.kind().exitCode());
    }

    private void showFirstAdministrator(Server server) {
        server.engine()
                .firstSecret()
                .ifPresent(first -> {
                    try (var secret = first.secret()) {
                        out.println(
                                "first administrator (the secret is shown once and kept"
                                        + " nowhere):");
                        out.println("  tenant        " + first.tenant());
                        out.println(
                                "  subscription  " + server.engine().deployment().subscription());
                        out.println("  client id     " + first.application());
                        out.println("  client secret " + secret.toUtf8(SecretAccess.request()));
                        out.println("  authority     " + server.authorityFile());
                    }
                });
    }

    private void writeEnvironment(Server server, Path credentials, Path throwAway) {
        FirstSecret first =
                server.engine()
                        .firstSecret()
                        .orElseThrow(() ->
                                new StartFailure(
                                        StartFailure.Kind.FAULT,
                                        "a throw-away home was used before"));
        try (var _ = first.secret()) {
            DevEnvironment.write(
                    credentials,
                    server.port(),
                    first,
                    server.engine().deployment().subscription(),
                    throwAway,
                    server.authorityFile());
        } catch (IOException unwritable) {
            throw new StartFailure(
                    StartFailure.Kind.HOME_UNUSABLE,
                    credentials + " can't be written: " + unwritable.getMessage());
        }
        err.println(
                "keyward: development server: state is thrown away when it stops; it is not for"
                        + " production.");
        err.println(
                "keyward: https://localhost:"
                        + server.port()
                        + " vault 'dev'; credentials in "
                        + credentials
                        + " (set -a; . "
                        + credentials
                        + "; set +a)");
    }

    private static Path temporaryHome() {
        try {
            return Files.createTempDirectory("keyward-dev-");
        } catch (IOException unwritable) {
            throw new StartFailure(
                    StartFailure.Kind.HOME_UNUSABLE,
                    "no temporary directory: " + unwritable.getMessage());
        }
    }

    private static void remove(Path directory) {
        try {
            OwnFiles.removeTree(directory);
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "{0} was not removed", directory);
        }
    }

    private static void removeFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "{0} was not removed", file);
        }
    }
}
