package dev.keyward.directory.tenancy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a subscription was made on.
///
/// @param offer canonical name
/// @param owner as the operator sees whom it belongs to: a user principal name, or the id of an
///   application
/// @param delegatedProvider subscription of the provider whose customer it is; null for the
///   operator's own
/// @param externalReferenceId what another system calls it
public record Terms(
        String offer,
        String owner,
        @Nullable UUID delegatedProvider,
        @Nullable String externalReferenceId) {
    Terms ownedBy(String next) {
        return new Terms(offer, next, delegatedProvider, externalReferenceId);
    }
}
