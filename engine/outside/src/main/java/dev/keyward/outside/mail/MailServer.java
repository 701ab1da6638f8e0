package dev.keyward.outside.mail;

import dev.keyward.model.SecretBytes;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The server that takes mails, as the operator names it.
///
/// @param place not looked up
/// @param from address that mails come from
/// @param login null if it asks for none
public record MailServer(
        InetSocketAddress place, Security security, String from, @Nullable Login login) {
    /// How the connection is kept from others.
    public enum Security {
        /// TLS after a greeting in clear, or no mail (RFC 3207).
        STARTTLS,
        /// TLS from the first byte (RFC 8314 3.3).
        TLS,
        /// For a server on the same machine.
        NONE
    }

    public record Login(String user, SecretBytes password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
