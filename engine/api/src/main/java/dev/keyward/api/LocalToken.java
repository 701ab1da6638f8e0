package dev.keyward.api;

import dev.keyward.model.SecretBytes;
import java.time.Instant;

/// A bearer token for the administrator of this process.
public record LocalToken(SecretBytes value, Instant expires) {}
