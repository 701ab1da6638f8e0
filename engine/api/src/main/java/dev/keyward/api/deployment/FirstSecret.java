package dev.keyward.api.deployment;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.util.UUID;

/// The credential of the first administrator, an application, made at the first start of a server.
/// It is kept nowhere: who has it once must show it to the administrator and close it.
///
/// @param application its client id
public record FirstSecret(TenantId tenant, UUID application, SecretBytes secret) {}
