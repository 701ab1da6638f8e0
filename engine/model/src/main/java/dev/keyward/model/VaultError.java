package dev.keyward.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything an operation may refuse. No part ever holds a secret; text from a caller comes
/// through [Printable].
///
/// The status, code and message of each on the wire stand in one table of the `wire` room.
public sealed interface VaultError {
    // --- input
    record BadParameter(String parameter, String mustBe) implements VaultError {}

    /// Azure's blank-named `Property has invalid value`, which tools match.
    record InvalidProperty(String parameter, String mustBe) implements VaultError {}

    /// An exact message of the service that clients rely on, such as the digest length rule of
    /// `sign`.
    record BadRequestText(String message) implements VaultError {}

    /// A key type that this service doesn't have at all.
    record KeyTypeNotSupported(String kty) implements VaultError {}

    /// A key in a hardware module was asked for where there is none.
    ///
    /// @param sku of the vault, in lower case
    record HardwareKeyNotAllowed(String sku) implements VaultError {}

    /// Decryption, unwrapping: one error for every cause.
    record ParameterIncorrect() implements VaultError {}

    record MalformedBackup() implements VaultError {}

    // --- objects
    /// @param version null when the name itself is unknown
    record ObjectNotFound(ObjectKind kind, String name, @Nullable String version)
            implements VaultError {}

    record DeletedObjectNotFound(ObjectKind kind, String name) implements VaultError {}

    record DeletedButRecoverable(ObjectKind kind, ObjectName name) implements VaultError {}

    /// Its deletion, or its purge, hasn't settled.
    record BeingDeleted(ObjectKind kind) implements VaultError {}

    /// Its recovery hasn't settled.
    record BeingRecovered(ObjectKind kind, ObjectName name) implements VaultError {}

    /// Something else has the name that a certificate's key or secret would get.
    record NameTaken(ObjectKind kind, ObjectName name) implements VaultError {}

    /// It belongs to a certificate and changes through it alone.
    record ManagedObject(ObjectKind kind) implements VaultError {}

    // --- certificates
    record PendingCertificateNotFound(String name) implements VaultError {}

    /// A certificate is being issued under the name.
    record CertificateInProgress() implements VaultError {}

    /// Merging is for whom no issuer of the vault works.
    record MergeForbidden(String issuer) implements VaultError {}

    record ContactsNotFound() implements VaultError {}

    record IssuerNotFound(String name) implements VaultError {}

    /// No authority of the vault signed it.
    record IssuedCertificateNotFound() implements VaultError {}

    /// @param id the full id where it is known, else the name
    record RestoreConflict(ObjectKind kind, String id) implements VaultError {}

    record SecretDisabled(String operation) implements VaultError {}

    record KeyDisabled(String operation) implements VaultError {}

    record KeyNotYetValid(String operation, Instant notBefore) implements VaultError {}

    record KeyExpired(String operation, Instant expires) implements VaultError {}

    record KeyOperationForbidden(String operation) implements VaultError {}

    /// A key isn't released to the target; an exact message of the service.
    record ReleaseRefused(String message) implements VaultError {}

    record PurgeProtected() implements VaultError {}

    // --- rights
    /// @param caller the claims tuple as messages print it: `appid=..;oid=..;iss=..`
    record AccessDenied(Permission needed, String caller, VaultName vault, String location)
            implements VaultError {}

    /// No role allows it, in a vault that asks for roles.
    ///
    /// @param caller as [AccessDenied]'s
    /// @param resource ARM id of the object or vault; its name comes through [Printable]
    record RoleMissing(
            DataAction action, String caller, String resource, VaultName vault, String location)
            implements VaultError {}

    /// An access policy would allow it to the user through this client, had the client exchanged
    /// the user's token on behalf of the user.
    ///
    /// @param caller as [AccessDenied]'s
    record NotOnBehalfOf(Permission needed, String caller, VaultName vault, String location)
            implements VaultError {}

    /// The firewall of a vault doesn't let the address in.
    ///
    /// @param address of the peer
    /// @param caller as [AccessDenied]'s
    /// @param publicAccess false where the vault takes no requests from networks at all
    record NetworkDenied(
            String address, String caller, VaultName vault, String location, boolean publicAccess)
            implements VaultError {}

    /// The subscription of a vault is disabled, or being deleted: nothing in it may be used.
    record SubscriptionDisabled(VaultName vault, String location) implements VaultError {}

    /// @param reason the text after the number, such as `AKV10000: Request is missing a Bearer or
    ///   PoP token.`
    record Unauthorized(String reason) implements VaultError {}

    /// Management plane: no role for the action.
    record AuthorizationFailed(String client, String objectId, String action, String scope)
            implements VaultError {}

    // --- vaults and resources
    record VaultNameNotValid(String name) implements VaultError {}

    record TenantIdNotValid() implements VaultError {}

    record VaultAlreadyExists(VaultName name) implements VaultError {}

    /// A soft-deleted vault of that name lies in this subscription.
    record VaultIsDeleted(VaultName name) implements VaultError {}

    record SoftDeletedVaultDoesNotExist(String name) implements VaultError {}

    record DeletedVaultNotFound(String name) implements VaultError {}

    record ResourceNotFound(String type, String name, String resourceGroup) implements VaultError {}

    record ResourceGroupNotFound(String name) implements VaultError {}

    record SubscriptionNotFound(String id) implements VaultError {}

    record MissingSubscriptionRegistration(String namespace) implements VaultError {}

    record ResourceGroupNameNotValid() implements VaultError {}

    // --- plans, offers, subscriptions
    /// Something relies on it, so that it can't be removed.
    ///
    /// @param what such as `plan`
    /// @param by such as `the offer 'gold'`
    record InUse(String what, String name, String by) implements VaultError {}

    /// A subscription has as much as its plans allow.
    ///
    /// @param what such as `vaults`
    record QuotaExceeded(String what, long limit) implements VaultError {}

    /// As many keys, secrets and certificates as the plans of the subscription allow in a location.
    record ObjectQuotaExceeded(long limit, String location) implements VaultError {}

    /// No plan of the subscription contains the service.
    record ServiceNotInPlan(String subscription, String namespace) implements VaultError {}

    /// An offer takes no more subscribers, of this one or of anybody.
    ///
    /// @param why such as `is decommissioned`
    record OfferClosed(String offer, String why) implements VaultError {}

    /// An endpoint didn't ask for the events that it would be sent.
    ///
    /// @param why what it answered, or why it can't be reached
    record WebhookNotValidated(String why) implements VaultError {}

    // --- exports of whole vaults
    /// @param mebibytes how much can be
    record ExportTooLarge(int mebibytes) implements VaultError {}

    /// Another passphrase, a changed export, another format: one error for every cause.
    record ExportUnreadable() implements VaultError {}

    /// What stands beside a vault's objects, such as a `certificate issuer`, isn't overwritten.
    record ImportCollides(String what, ObjectName name) implements VaultError {}

    /// The export brings an authority, and what the vault's own signed names that one.
    record AuthorityInTheWay() implements VaultError {}

    // --- traffic and state
    /// Another change of the same object came first; nothing was done.
    record Conflict(String what) implements VaultError {}

    record Throttled(Duration retryAfter) implements VaultError {}

    /// The world's fault (disk, peer); whether a change was done is unknown.
    record Unavailable(String what) implements VaultError {}

    /// A stored record failed its integrity check; it is never served.
    record IntegrityFailure(String what) implements VaultError {}
}
