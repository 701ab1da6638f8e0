package dev.keyward.outside;

import java.io.IOException;

/// A host that may be called has an address that may not.
public final class ForbiddenAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String message) {
        super(message);
    }
}
