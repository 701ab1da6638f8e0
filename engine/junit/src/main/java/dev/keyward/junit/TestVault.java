package dev.keyward.junit;

import dev.keyward.client.VaultClient;
import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.Login;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.client.transport.ServerTrust;
import dev.keyward.client.transport.Transport;
import dev.keyward.model.SecretAccess;
import dev.keyward.server.DevServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A vault that lives as long as this object, behind real HTTPS on a free port of the loopback
/// address. Any client of Azure Key Vault works against it.
///
/// A client needs [#uri], a credential ([#tenantId], [#clientId], [#clientSecret], from
/// [#authority]) and trust in the server's certificate ([#sslContext], or [#certificateAuthority]
/// as a file). `localhost` has no parent domain, so Azure's clients are built with
/// `disableChallengeResourceVerification()`, and azure-identity's credentials with
/// `disableInstanceDiscovery()`.
///
/// Safe for use by several threads.
public final class TestVault implements AutoCloseable {
    private final MovableClock clock;
    private final DevServer server;
    private final ServerTrust trust;
    private final Object lock = new Object();
    private @Nullable Account account;
    private @Nullable AzureClients azure;

    /// Who is signed in.
    private record Account(TokenCache tokens, VaultClient client) {}

    private TestVault(MovableClock clock, DevServer server) {
        this.clock = clock;
        this.server = server;
        try {
            this.trust = ServerTrust.file(server.authorityFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Starts a vault; it answers when this returns.
    public static TestVault start() {
        return start(clock -> DevServer.start(clock, new SecureRandom()));
    }

    /// Starts a vault that is as slow as Azure, for tests of how an application stands that. It
    /// takes no more requests than Azure's published limits allow and answers others 429, such as
    /// the 21st new key within ten seconds; and deleting, recovering and purging look unfinished
    /// for a while, as they do there for some seconds (409, `ObjectIsBeingDeleted`).
    ///
    /// @param settle how long that is; [#pass] shortens the wait
    /// @throws IllegalArgumentException if it is negative
    public static TestVault startLikeAzure(Duration settle) {
        if (settle.isNegative()) {
            throw new IllegalArgumentException("settle is negative");
        }
        return start(clock -> DevServer.startLikeAzure(clock, new SecureRandom(), settle));
    }

    private static TestVault start(Function<MovableClock, DevServer> starting) {
        MovableClock clock = new MovableClock(InstantSource.system());
        DevServer server = starting.apply(clock);
        try {
            return new TestVault(clock, server);
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /// The vault's base URI.
    public URI uri() {
        return URI.create("https://localhost:" + server.port());
    }

    /// Where tokens come from: what Azure's clients call the authority host.
    public URI authority() {
        return uri();
    }

    public String tenantId() {
        return server.tenant().toString();
    }

    public String subscriptionId() {
        return server.subscription().toString();
    }

    /// The application that may do everything in the vault.
    public String clientId() {
        return server.application().toString();
    }

    /// Its secret. It opens nothing but this vault and is worthless when the vault is gone.
    public String clientSecret() {
        return server.applicationSecret().toUtf8(SecretAccess.request());
    }

    /// The certificate that clients have to trust, as a PEM file.
    public Path certificateAuthority() {
        return server.authorityFile();
    }

    /// A TLS context that trusts this vault's server and nothing else.
    public SSLContext sslContext() {
        return trust.context();
    }

    /// A client of this project, signed in. Always the same; made when it is first asked for, since
    /// its libraries take a while to load and not every test uses it.
    public VaultClient client() {
        return account().client();
    }

    /// Clients of the Azure SDK for Java, signed in.
    ///
    /// @throws NoClassDefFoundError if the SDK isn't on the class path ([AzureClients] says what it
    ///   takes)
    public AzureClients azure() {
        synchronized (lock) {
            if (azure == null) {
                azure = new AzureClients(this, account().tokens());
            }
            return azure;
        }
    }

    private Account account() {
        synchronized (lock) {
            if (account == null) {
                account = signedIn();
            }
            return account;
        }
    }

    private Account signedIn() {
        Transport transport = Transport.network(trust, Map.of());
        Credential.Shown credential =
                new Credential.ClientSecret(clientId(), server.applicationSecret());
        TokenCache tokens =
                new TokenCache(
                        new Login(
                                transport,
                                authority(),
                                tenantId(),
                                credential,
                                clock,
                                Pause.real()),
                        clock);
        return new Account(
                tokens,
                new VaultClient(
                        new SignedIn(transport, tokens, Pause.real()),
                        server.vaultResource(),
                        uri()));
    }

    /// The settings by the names that Azure's SDKs and Node read from the environment, for other
    /// processes and for frameworks that are configured by them.
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("AZURE_TENANT_ID", tenantId());
        environment.put("AZURE_CLIENT_ID", clientId());
        environment.put("AZURE_CLIENT_SECRET", clientSecret());
        environment.put("AZURE_AUTHORITY_HOST", authority().toString());
        environment.put("AZURE_KEYVAULT_URL", uri().toString());
        environment.put("AZURE_SUBSCRIPTION_ID", subscriptionId());
        environment.put("SSL_CERT_FILE", certificateAuthority().toString());
        environment.put("NODE_EXTRA_CA_CERTS", certificateAuthority().toString());
        return environment;
    }

    /// Lets time pass for the vault: keys expire, retention ends, rotation comes due. Tokens age
    /// too; [#client] gets itself a new one.
    ///
    /// @param time not negative; a vault's time never goes back
    /// @throws IllegalArgumentException if it is negative
    public void pass(Duration time) {
        clock.pass(time);
    }

    /// Stops, and forgets everything.
    @Override
    public void close() {
        server.close();
    }
}
