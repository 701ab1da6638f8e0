package dev.keyward.server.http;

import java.net.BindException;

/// Somebody else listens there.
public final class PortTakenException extends BindException {
    private static final long serialVersionUID = 1;

    private final int port;

    PortTakenException(int port, BindException cause) {
        super(cause.getMessage());
        this.port = port;
        initCause(cause);
    }

    public int port() {
        return port;
    }
}
