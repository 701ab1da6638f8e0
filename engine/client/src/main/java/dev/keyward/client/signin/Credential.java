package dev.keyward.client.signin;

import dev.keyward.model.SecretBytes;

/// What an account proves itself with.
public sealed interface Credential {
    /// The name it's shown by: the user name, or the application's client id.
    String account();

    /// An application with one of its secrets (RFC 6749 4.4).
    record ClientSecret(String clientId, SecretBytes secret) implements Credential {
        @Override
        public String account() {
            return clientId;
        }
    }

    /// A user with a password (RFC 6749 4.3).
    record UserPassword(String userName, SecretBytes password) implements Credential {
        @Override
        public String account() {
            return userName;
        }
    }
}
