package dev.keyward.client.transport;

import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what went wrong on the way to a server into words.
public final class Unreachable {
    private Unreachable() {}

    public static VaultCallException noHost(int status, String host) {
        return new VaultCallException(
                status,
                new CallFailure.HostNotFound(),
                "No such host is known. (" + host + ")",
                null);
    }

    public static VaultCallException because(String host, @Nullable Throwable cause) {
        return switch (cause) {
            case VaultCallException already -> already;
            case UnknownHostException _ -> noHost(VaultCallException.NO_ANSWER, host);
            case SSLException ssl ->
                    failed(
                            new CallFailure.CertificateNotTrusted(),
                            "no secure connection to %s: %s; give the server's CA certificate when"
                                            .formatted(host, ssl.getMessage())
                                    + " connecting, such as with Connect-Server -CaFile",
                            ssl);
            case ConnectException connect ->
                    failed(
                            new CallFailure.ConnectionFailed(),
                            "no connection to %s: %s".formatted(host, connect.getMessage()),
                            connect);
            case null, default -> {
                String detail = cause == null ? "no answer" : String.valueOf(cause.getMessage());
                yield failed(
                        new CallFailure.ConnectionFailed(),
                        "no answer from %s: %s".formatted(host, detail),
                        cause);
            }
        };
    }

    private static VaultCallException failed(
            CallFailure failure, String message, @Nullable Throwable cause) {
        return new VaultCallException(VaultCallException.NO_ANSWER, failure, message, cause);
    }
}
