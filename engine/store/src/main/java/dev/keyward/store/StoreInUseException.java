package dev.keyward.store;

import java.io.IOException;

/// Another opener holds the store. The message names it and says what to do.
public final class StoreInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreInUseException(String message) {
        super(message);
    }
}
