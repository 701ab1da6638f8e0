package dev.keyward.client;

import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what went wrong on the way to a server into words.
final class Unreachable {
    /// The code of a name that leads nowhere.
    static final String NO_HOST = "HostNotFound";

    private Unreachable() {}

    static VaultCallException noHost(int status, String host) {
        return new VaultCallException(
                status, NO_HOST, null, "No such host is known. (" + host + ")", null);
    }

    static VaultCallException because(String host, @Nullable Throwable cause) {
        String code;
        String message;
        switch (cause) {
            case VaultCallException already -> {
                return already;
            }
            case UnknownHostException _ -> {
                return noHost(VaultCallException.NO_ANSWER, host);
            }
            case SSLException ssl -> {
                code = "CertificateNotTrusted";
                message =
                        "no secure connection to %s: %s; give the server's CA certificate when"
                                        .formatted(host, ssl.getMessage())
                                + " connecting, such as with Connect-Server -CaFile";
            }
            case ConnectException connect -> {
                code = "ConnectionFailed";
                message = "no connection to %s: %s".formatted(host, connect.getMessage());
            }
            case null, default -> {
                code = "ConnectionFailed";
                String detail = cause == null ? "no answer" : String.valueOf(cause.getMessage());
                message = "no answer from %s: %s".formatted(host, detail);
            }
        }
        return new VaultCallException(VaultCallException.NO_ANSWER, code, null, message, cause);
    }
}
