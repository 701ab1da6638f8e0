package dev.keyward.vault;

import dev.keyward.model.ObjectVersion;

/// One version of an object with the state of the whole.
record Stored<C>(Head head, ObjectVersion version, C content) {}
