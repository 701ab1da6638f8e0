package dev.keyward.vault.stored;

import dev.keyward.model.ObjectVersion;

/// One version of an object with the state of the whole.
public record Stored<C>(Head head, ObjectVersion version, C content) {}
