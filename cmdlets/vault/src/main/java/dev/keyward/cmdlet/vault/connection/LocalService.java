package dev.keyward.cmdlet.vault.connection;

import dev.keyward.client.Environment;
import dev.keyward.client.TokenSource;
import dev.keyward.client.Transport;

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
