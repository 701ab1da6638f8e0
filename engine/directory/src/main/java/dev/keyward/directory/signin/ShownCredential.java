package dev.keyward.directory.signin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which credential an application showed, for the record.
///
/// @param thumbprint SHA-256 of its certificate in hexadecimal; null for another kind
public record ShownCredential(UUID keyId, @Nullable String thumbprint) {}
