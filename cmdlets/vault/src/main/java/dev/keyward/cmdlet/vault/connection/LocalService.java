package dev.keyward.cmdlet.vault.connection;

import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.transport.Transport;

/// The vault service in this process.
public interface LocalService extends AutoCloseable {
    /// Carries requests to it without a socket.
    Transport transport();

    Environment environment();

    /// Its one tenant's id.
    String tenant();

    /// The local administrator's name.
    String account();

    /// Tokens of the local administrator.
    TokenSource tokens();

    @Override
    void close();
}
