package dev.keyward.vault.issuers;

import dev.keyward.model.ObjectName;
import java.time.Instant;

/// An issuer of a vault.
///
/// @param name in the case it was made with
public record Issuer(ObjectName name, IssuerSettings settings, Instant created, Instant updated) {}
