package dev.keyward.model;

import java.util.UUID;

/// The identity of one vault for all time; a vault made again under an old name has another.
public record VaultId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
