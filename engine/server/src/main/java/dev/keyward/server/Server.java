package dev.keyward.server;

import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.server.http.ChallengeListener;
import dev.keyward.server.http.EventLoops;
import dev.keyward.server.http.HttpLimits;
import dev.keyward.server.http.HttpsListener;
import dev.keyward.server.http.ListenerPlace;
import dev.keyward.server.http.PortTakenException;
import dev.keyward.server.http.ServerIdentity;
import dev.keyward.store.StoreInUseException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A running server: an engine and its listener.
final class Server implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    private final Engine engine;
    private final HttpsListener listener;
    private final @Nullable ChallengeListener challenges;
    private final IdentityServer identities;
    private final CertificateWatch certificates;
    private final AtomicBoolean ready;
    private final Path authorityFile;

    private Server(
            Engine engine,
            HttpsListener listener,
            @Nullable ChallengeListener challenges,
            IdentityServer identities,
            CertificateWatch certificates,
            AtomicBoolean ready,
            Path authorityFile) {
        this.engine = engine;
        this.listener = listener;
        this.challenges = challenges;
        this.identities = identities;
        this.certificates = certificates;
        this.ready = ready;
        this.authorityFile = authorityFile;
    }

    /// Opens the engine and listens; when this returns, requests are answered.
    ///
    /// @throws StartFailure with one line that says why not
    static Server start(
            ServerSettings settings,
            EngineConfig.Profile profile,
            HttpLimits limits,
            InstantSource clock,
            SecureRandom random) {
        return start(settings, profile, limits, clock, random, null);
    }

    /// As [#start(ServerSettings, EngineConfig.Profile, HttpLimits, InstantSource, SecureRandom)].
    ///
    /// @param restored why an older database may be opened; null if none may
    static Server start(
            ServerSettings settings,
            EngineConfig.Profile profile,
            HttpLimits limits,
            InstantSource clock,
            SecureRandom random,
            @Nullable String restored) {
        Ahead<EventLoops> loops =
                Ahead.begin(
                        "keyward-loops",
                        () ->
                                EventLoops.start(
                                        profile == EngineConfig.Profile.DEV
                                                ? limits.forDevelopment()
                                                : limits));
        TlsHome tls = new TlsHome(settings.home().resolve("tls"), random, clock);
        if (settings.tls() == null) {
            tls.begin(names(settings));
        }
        Engine engine;
        try {
            engine = open(settings, profile, clock, random, restored);
        } catch (StartFailure failed) {
            stop(loops);
            throw failed;
        }
        try {
            tls.goBy(engine.time());
            CertificateWatch.Source certificates =
                    certificates(settings, tls, random, engine.time());
            ServerIdentity made = certificates.next();
            ServerIdentity identity = made != null ? made : tls.openOrCreate(names(settings));
            AtomicBoolean ready = new AtomicBoolean(true);
            HttpsListener listener =
                    HttpsListener.start(
                            loops.get(),
                            engine,
                            engine,
                            identity,
                            places(
                                    settings,
                                    () ->
                                            ready.get()
                                                    ? engine.unready()
                                                    : Optional.of("stopping")));
            ChallengeListener challenges = challenges(settings, engine, listener);
            IdentityServer identities = identities(settings, profile, engine, listener, challenges);
            CertificateWatch watch = new CertificateWatch(certificates, listener::use);
            watch.start();
            return new Server(
                    engine, listener, challenges, identities, watch, ready, tls.authorityFile());
        } catch (PortTakenException taken) {
            stop(loops, engine);
            throw taken(
                    settings,
                    taken.port(),
                    taken,
                    taken.port() == settings.listen().port() ? "with --port" : "as mtls.port");
        } catch (IOException | VaultException failed) {
            stop(loops, engine);
            throw new StartFailure(StartFailure.Kind.HOME_UNUSABLE, message(failed));
        } catch (StartFailure failed) {
            stop(loops, engine);
            throw failed;
        }
    }

    private static List<ListenerPlace> places(
            ServerSettings settings, Supplier<Optional<String>> unready) {
        ListenSettings listen = settings.listen();
        String domain = settings.names().domain();
        ListenerPlace own = new ListenerPlace(listen.host(), listen.port(), domain, unready);
        MutualTlsSettings mutual = listen.mutualTls();
        return mutual == null
                ? List.of(own)
                : List.of(
                        own,
                        new ListenerPlace(
                                listen.host(),
                                mutual.port(),
                                domain,
                                ListenerPlace.Clients.ASKED_FOR_CERTIFICATE,
                                unready));
    }

    private static void stop(Ahead<EventLoops> loops, Engine engine) {
        engine.close();
        stop(loops);
    }

    private static void stop(Ahead<EventLoops> loops) {
        try {
            loops.get().close();
        } catch (IOException | RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "the event loops did not stop in order", failed);
        }
    }

    private static @Nullable ChallengeListener challenges(
            ServerSettings settings, Engine engine, HttpsListener listener) throws IOException {
        if (settings.outside().acme().port() == 0) {
            return null;
        }
        try {
            return ChallengeListener.start(
                    settings.listen().host(),
                    settings.outside().acme().port(),
                    engine::challengeAnswer);
        } catch (BindException taken) {
            listener.close();
            throw taken(settings, settings.outside().acme().port(), taken, "as acme.port");
        } catch (IOException failed) {
            listener.close();
            throw failed;
        }
    }

    private static IdentityServer identities(
            ServerSettings settings,
            EngineConfig.Profile profile,
            Engine engine,
            HttpsListener listener,
            @Nullable ChallengeListener challenges) {
        try {
            return IdentityServer.start(
                    settings.listen().identities(), profile == EngineConfig.Profile.DEV, engine);
        } catch (StartFailure failed) {
            if (challenges != null) {
                challenges.close();
            }
            listener.close();
            throw failed;
        }
    }

    private static StartFailure taken(
            ServerSettings settings, int port, BindException taken, String where) {
        return new StartFailure(
                StartFailure.Kind.PORT_TAKEN,
                "port "
                        + port
                        + " of "
                        + settings.listen().host()
                        + " can't be used ("
                        + taken.getMessage()
                        + "); stop what listens there or choose another "
                        + where);
    }

    private static Engine open(
            ServerSettings settings,
            EngineConfig.Profile profile,
            InstantSource clock,
            SecureRandom random,
            @Nullable String restored) {
        MutualTlsSettings mutual = settings.listen().mutualTls();
        EngineConfig config =
                new EngineConfig(
                        settings.home(),
                        settings.names().regions(),
                        settings.names().domain(),
                        settings.listen().publicPort(),
                        settings.names().defaultVault(),
                        settings.names().publicAuthorities(),
                        profile,
                        clock,
                        random,
                        settings.outside().rules(),
                        settings.rsaPool(),
                        settings.outside().acme().answers(),
                        settings.outside().mail(),
                        settings.pace(),
                        settings.anchorCopy(),
                        settings.tokens(),
                        mutual == null ? 0 : mutual.publicPort());
        try {
            return restored == null ? Engine.open(config) : Engine.openRestored(config, restored);
        } catch (StoreInUseException held) {
            throw new StartFailure(StartFailure.Kind.HOME_IN_USE, message(held));
        } catch (IOException unusable) {
            throw new StartFailure(
                    StartFailure.Kind.HOME_UNUSABLE,
                    "home " + settings.home() + " can't be used: " + message(unusable));
        } catch (VaultException refused) {
            throw new StartFailure(
                    refused.error() instanceof VaultError.IntegrityFailure
                            ? StartFailure.Kind.DATA_DAMAGED
                            : StartFailure.Kind.HOME_UNUSABLE,
                    "home " + settings.home() + " can't be opened: " + what(refused.error()));
        }
    }

    private static String what(VaultError error) {
        return switch (error) {
            case VaultError.IntegrityFailure e -> e.what();
            case VaultError.Unavailable e -> e.what();
            default -> error.toString();
        };
    }

    private static String message(Exception failed) {
        String message = failed.getMessage() == null ? "" : failed.getMessage();
        return failed instanceof AccessDeniedException ? "no access to " + message : message;
    }

    private static CertificateWatch.Source certificates(
            ServerSettings settings, TlsHome tls, SecureRandom random, InstantSource clock) {
        return settings.tls() == null
                ? tls.renewal(names(settings))
                : new CertificateFiles(
                        settings.tls().certificate(), settings.tls().key(), random, clock);
    }

    /// Under which names clients may reach the server.
    static List<String> names(ServerSettings settings) {
        List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        for (String base : settings.names().bases()) {
            names.add("*." + base);
            names.add("*.vault." + base);
        }
        if (settings.names().defaultVault() != null) {
            names.add(settings.names().defaultVault().canonical() + ".localhost");
        }
        for (String authority : settings.names().publicAuthorities()) {
            int port = authority.lastIndexOf(':');
            names.add(port < 0 ? authority : authority.substring(0, port));
        }
        return names;
    }

    Engine engine() {
        return engine;
    }

    int port() {
        return listener.port();
    }

    /// The certificate that clients have to trust, unless the operator brought one.
    Path authorityFile() {
        return authorityFile;
    }

    /// Calls back once if the server can't go on.
    void onFailure(Consumer<String> listenerOfFailure) {
        engine.onFailure(listenerOfFailure);
    }

    CertificateWatch certificates() {
        return certificates;
    }

    /// Answers on, but tells load balancers to send nobody here any more.
    void leaving() {
        ready.set(false);
    }

    /// Stops listening, lets open requests finish (those that a failed disk refuses, for a moment
    /// only), then closes the engine.
    @Override
    public void close() {
        leaving();
        certificates.close();
        if (challenges != null) {
            challenges.close();
        }
        identities.close();
        if (engine.isServing()) {
            listener.close();
        } else {
            listener.abandon();
        }
        engine.close();
    }
}
