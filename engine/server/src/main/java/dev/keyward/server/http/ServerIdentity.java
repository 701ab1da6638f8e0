package dev.keyward.server.http;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// What the server proves who it is with.
///
/// @param chain leaf first
/// @param key the leaf's; RSA or EC
public record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
    public ServerIdentity {
        chain = List.copyOf(chain);
    }

    /// For the TLS library. The key goes there as it is: a key store on the way would encrypt and
    /// decrypt it with a password five times, and each time costs 10,000 rounds of PBKDF2.
    KeyManagerFactory keyManagers() {
        KeyManagerFactory factory = new Factory(this);
        // Parses chain and key once instead of at every handshake.
        return OpenSsl.isAvailable() ? new OpenSslCachingX509KeyManagerFactory(factory) : factory;
    }

    @Override
    public String toString() {
        return "ServerIdentity[]";
    }

    private static final class Factory extends KeyManagerFactory {
        Factory(ServerIdentity identity) {
            super(new Spi(identity), null, "one identity");
        }
    }

    private static final class Spi extends KeyManagerFactorySpi {
        private final KeyManager[] managers;

        Spi(ServerIdentity identity) {
            this.managers = new KeyManager[] {new OneKey(identity)};
        }

        @Override
        protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {}

        @Override
        protected void engineInit(@Nullable ManagerFactoryParameters parameters) {}

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return managers.clone();
        }
    }

    /// Chooses the one key for whoever can do with its kind.
    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "server";

        private final ServerIdentity identity;

        OneKey(ServerIdentity identity) {
            this.identity = identity;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            String algorithm = identity.key().getAlgorithm();
            // `EC_RSA` in TLS 1.2 is an EC key under an RSA authority.
            return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_") ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return chooseEngineServerAlias(keyType, issuers, null);
        }

        @Override
        public String @Nullable [] getServerAliases(
                String keyType, Principal @Nullable [] issuers) {
            String alias = chooseEngineServerAlias(keyType, issuers, null);
            return alias == null ? null : new String[] {alias};
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return alias.equals(ALIAS) ? identity.chain().toArray(X509Certificate[]::new) : null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return alias.equals(ALIAS) ? identity.key() : null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public String @Nullable [] getClientAliases(
                String keyType, Principal @Nullable [] issuers) {
            return null;
        }
    }
}
