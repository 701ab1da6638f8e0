package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an account proves itself with.
public sealed interface Credential {
    /// The name it's shown by: the user name, or the application's client id.
    String account();

    /// What a token endpoint takes.
    sealed interface Shown extends Credential {}

    /// An application with one of its secrets (RFC 6749 4.4).
    record ClientSecret(String clientId, SecretBytes secret) implements Shown {
        @Override
        public String account() {
            return clientId;
        }
    }

    /// An application with an assertion (RFC 7523 2.2): signed by the key of one of its
    /// certificates, or the token of another issuer.
    record ClientAssertion(String clientId, AssertionSource assertions) implements Shown {
        @Override
        public String account() {
            return clientId;
        }
    }

    /// Where assertions come from.
    @FunctionalInterface
    interface AssertionSource {
        /// An assertion to be shown once; the caller wipes it.
        ///
        /// @param tokenEndpoint where it will be shown, which is its audience
        SecretBytes assertion(URI tokenEndpoint);
    }

    /// A user with a password (RFC 6749 4.3).
    record UserPassword(String userName, SecretBytes password) implements Shown {
        @Override
        public String account() {
            return userName;
        }
    }

    /// A person who has signed in.
    record Person(String account, RefreshTokenPlace place) implements Credential {}

    /// A managed identity of this machine.
    ///
    /// @param account the client id of one of several, else a word for the machine's own
    /// @param clientId null for the machine's own
    record Identity(String account, IdentityEndpoint endpoint, @Nullable String clientId)
            implements Credential {}

    /// Access tokens that were got elsewhere: they can't be renewed.
    ///
    /// @param account as the one who brought them says
    /// @param tokens by the resource that each is for
    record BroughtTokens(String account, Map<String, AccessToken> tokens) implements Credential {
        public BroughtTokens {
            tokens = Map.copyOf(tokens);
        }
    }
}
