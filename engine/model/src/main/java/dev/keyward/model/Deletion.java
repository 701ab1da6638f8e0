package dev.keyward.model;

import java.time.Instant;

/// When something was deleted and when it will be gone for good.
public record Deletion(Instant deleted, Instant scheduledPurge) {}
