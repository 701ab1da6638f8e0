package dev.keyward.cmdlet.vault.connection;

import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.LocalAdministrator;
import dev.keyward.api.LocalToken;
import dev.keyward.api.deployment.MachineClock;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.VaultHosts;
import dev.keyward.client.transport.Transport;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The engine under one home directory, in this process.
public final class Embedded implements LocalService {
    /// What its environment is called.
    public static final String NAME = "Keyward";

    private final Engine engine;
    private final LocalAdministrator administrator;
    private final Environment environment;
    private final Transport transport;

    private Embedded(Engine engine) {
        this.engine = engine;
        this.administrator = engine.localAdministrator();
        this.environment = environment(engine.endpoints());
        this.transport = Transport.through(new ApiInterceptor(engine));
    }

    /// [#open(Path, InstantSource, SecureRandom)] by this machine's clock, which is watched.
    public static Embedded open(Path home, SecureRandom random) {
        return open(home, MachineClock.system(), random);
    }

    /// Opens what's there, or makes it: a tenant, a subscription and a local administrator.
    ///
    /// @param home made with its owner's rights alone if it isn't there
    /// @throws Unopened with words for the user
    public static Embedded open(Path home, InstantSource clock, SecureRandom random) {
        return open(home, EmbeddedSettings.regions(home), clock, random);
    }

    /// [#open(Path, InstantSource, SecureRandom)] with these regions.
    public static Embedded open(
            Path home, Regions regions, InstantSource clock, SecureRandom random) {
        return open(home, regions, clock, random, null);
    }

    /// [#open(Path, SecureRandom)] of what may be an older database, or lack its anchor.
    ///
    /// @param reason for the audit trail
    public static Embedded openRestored(Path home, SecureRandom random, String reason) {
        return open(home, EmbeddedSettings.regions(home), MachineClock.system(), random, reason);
    }

    private static Embedded open(
            Path home,
            Regions regions,
            InstantSource clock,
            SecureRandom random,
            @Nullable String restored) {
        EngineConfig config =
                new EngineConfig(
                        home,
                        regions,
                        "keyward.localhost",
                        443,
                        null,
                        Set.of(),
                        EngineConfig.Profile.EMBEDDED,
                        clock,
                        random);
        try {
            return new Embedded(
                    restored == null ? Engine.open(config) : Engine.openRestored(config, restored));
        } catch (IOException | VaultException e) {
            throw new Unopened("the vault service in " + home + " can't be opened: " + words(e), e);
        }
    }

    private static @Nullable String words(Exception failed) {
        return failed instanceof VaultException refused
                ? switch (refused.error()) {
                    case VaultError.IntegrityFailure(String what) -> what;
                    case VaultError.Unavailable(String what) -> what;
                    case VaultError other -> other.toString();
                }
                : failed.getMessage();
    }

    private static Environment environment(Endpoints endpoints) {
        return new Environment(
                NAME,
                URI.create(endpoints.management()),
                URI.create(endpoints.admin()),
                URI.create(endpoints.login()),
                URI.create(endpoints.graph()),
                endpoints.management(),
                endpoints.graph(),
                new VaultHosts(
                        endpoints.vaultSuffix().substring(1),
                        endpoints.vaultResource(),
                        endpoints.vaults().regions().all()));
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public String tenant() {
        return administrator.tenant().toString();
    }

    @Override
    public String account() {
        return administrator.principalName();
    }

    @Override
    public TokenSource tokens() {
        return resource -> {
            LocalToken token = administrator.tokens().apply(resource);
            return new AccessToken(token.value(), token.expires());
        };
    }

    @Override
    public void close() {
        engine.close();
    }
}
