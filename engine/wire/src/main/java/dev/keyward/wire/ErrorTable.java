package dev.keyward.wire;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.VaultError;
import java.util.Locale;

/// Every refusal with its status, code and message. The texts are wire constants: clients and tools
/// match them (data-plane-common.md, section 4; management-plane.md, section 13).
public final class ErrorTable {
    private static final String BAD_PARAMETER = "BadParameter";
    private static final String BAD_REQUEST = "BadRequest";
    private static final String FORBIDDEN = "Forbidden";
    private static final String CONFLICT = "Conflict";

    private ErrorTable() {}

    public static WireError of(VaultError error) {
        return switch (error) {
            case VaultError.BadParameter e ->
                    WireError.of(400, BAD_PARAMETER, e.parameter() + " must be " + e.mustBe());
            case VaultError.InvalidProperty _ ->
                    WireError.of(400, BAD_PARAMETER, "Property  has invalid value\r\n");
            case VaultError.BadRequestText e -> WireError.of(400, BAD_PARAMETER, e.message());
            case VaultError.KeyTypeNotSupported e ->
                    WireError.of(
                            400,
                            BAD_PARAMETER,
                            "KeyTypeNotSupported",
                            "Invalid kty value: " + e.kty());
            case VaultError.HardwareKeyNotAllowed e ->
                    WireError.of(
                            400,
                            BAD_PARAMETER,
                            e.sku().equals("standard")
                                    ? "Hardware key operation not allowed on standard vault"
                                    : "Hardware key operation not allowed: no hardware security"
                                            + " module is set up for this service");
            case VaultError.ParameterIncorrect _ ->
                    WireError.of(400, BAD_PARAMETER, "The parameter is incorrect.\r\n");
            case VaultError.MalformedBackup _ ->
                    WireError.of(
                            400,
                            "Malformed backup blob",
                            "Backup blob contains invalid or corrupt version.");
            case VaultError.ObjectNotFound e -> notFound(e);
            case VaultError.DeletedObjectNotFound e ->
                    WireError.of(
                            404,
                            e.kind().word() + "NotFound",
                            "Deleted " + e.kind().word() + " not found: " + e.name());
            case VaultError.DeletedButRecoverable e ->
                    WireError.of(
                            409,
                            CONFLICT,
                            "ObjectIsDeletedButRecoverable",
                            e.kind().word()
                                    + " "
                                    + e.name()
                                    + " is currently in a deleted but recoverable state, and its"
                                    + " name cannot be reused; in this state, the "
                                    + lower(e.kind())
                                    + " can only be recovered or purged.");
            case VaultError.BeingDeleted e ->
                    WireError.of(
                            409,
                            CONFLICT,
                            "ObjectIsBeingDeleted",
                            e.kind().word() + " is currently being deleted.");
            case VaultError.BeingRecovered e ->
                    WireError.of(
                            409,
                            CONFLICT,
                            "ObjectIsBeingRecovered",
                            e.kind().word()
                                    + " "
                                    + e.name()
                                    + " is currently being recovered and cannot be re-created;"
                                    + " retry later.");
            case VaultError.NameTaken e ->
                    WireError.of(
                            409,
                            CONFLICT,
                            e.kind().word()
                                    + " "
                                    + e.name()
                                    + " is in use; a certificate needs the names of its key and its"
                                    + " secret free.");
            case VaultError.ManagedObject e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "Operation is not allowed on a managed "
                                    + lower(e.kind())
                                    + "; it changes with the certificate that it belongs to.");
            case VaultError.PendingCertificateNotFound e ->
                    WireError.of(
                            404,
                            "PendingCertificateNotFound",
                            "Pending certificate not found: " + e.name());
            case VaultError.CertificateInProgress _ ->
                    // The service's code here is Forbidden in spite of the status.
                    WireError.of(
                            409,
                            FORBIDDEN,
                            "A new key vault certificate can not be created or imported while a"
                                    + " pending key vault certificate's status is inProgress.");
            case VaultError.MergeForbidden e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "Merge is forbidden on pending object created with issuer : "
                                    + e.issuer()
                                    + " while it is in progess.");
            case VaultError.ContactsNotFound _ ->
                    WireError.of(404, "ContactsNotFound", "Contacts not found");
            case VaultError.IssuerNotFound e ->
                    WireError.of(404, "CertificateIssuerNotFound", "Issuer not found: " + e.name());
            case VaultError.IssuedCertificateNotFound _ ->
                    WireError.of(
                            404,
                            "CertificateNotFound",
                            "No certificate with this serial number was issued by the authority of"
                                    + " this vault.");
            case VaultError.RestoreConflict e ->
                    WireError.of(
                            409,
                            CONFLICT,
                            "There was a conflict restoring the "
                                    + lower(e.kind())
                                    + " '"
                                    + e.id()
                                    + "'. Its name is in use by a live or deleted object of this"
                                    + " vault, or another operation on it came first.");
            case VaultError.SecretDisabled e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "SecretDisabled",
                            "Operation " + e.operation() + " is not allowed on a disabled secret.");
            case VaultError.KeyDisabled e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "KeyDisabled",
                            "Operation " + e.operation() + " is not allowed on a disabled key.");
            case VaultError.KeyNotYetValid e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "KeyNotYetValid",
                            "Operation "
                                    + e.operation()
                                    + " is not allowed on a key before "
                                    + e.notBefore()
                                    + ".");
            case VaultError.KeyExpired e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "KeyExpired",
                            "Operation "
                                    + e.operation()
                                    + " is not allowed on a key that expired at "
                                    + e.expires()
                                    + ".");
            case VaultError.KeyOperationForbidden e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "KeyOperationForbidden",
                            "Operation " + e.operation() + " is not permitted on this key.");
            case VaultError.ReleaseRefused e -> WireError.of(403, FORBIDDEN, e.message());
            case VaultError.PurgeProtected _ ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "Operation \"purge\" is not allowed because purge protection is"
                                    + " enabled for this vault. Key Vault service will"
                                    + " automatically purge it after the retention period has"
                                    + " passed.");
            case VaultError.AccessDenied e when e.needed().word().equals("purge") ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "Operation is not allowed.\r\nOperation: \"purge\"\r\nCaller: "
                                    + e.caller()
                                    + "\r\nVault: "
                                    + e.vault()
                                    + ";location="
                                    + e.location());
            case VaultError.AccessDenied e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "AccessDenied",
                            "The user, group or application '"
                                    + e.caller()
                                    + "' does not have "
                                    + e.needed().list()
                                    + " "
                                    + e.needed().word()
                                    + " permission on key vault '"
                                    + e.vault()
                                    + ";location="
                                    + e.location()
                                    + "'. For help resolving this issue, please see"
                                    + " https://go.microsoft.com/fwlink/?linkid=2125287");
            case VaultError.RoleMissing e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "ForbiddenByRbac",
                            "Caller is not authorized to perform action on resource.\r\n"
                                    + "If role assignments, deny assignments or role definitions"
                                    + " were changed recently, please observe propagation time.\r\n"
                                    + "Caller: "
                                    + e.caller()
                                    + "\r\nAction: '"
                                    + e.action().word()
                                    + "'\r\nResource: '"
                                    + e.resource()
                                    + "'\r\nAssignment: (not found)\r\n"
                                    + "DenyAssignmentId: null\r\n"
                                    + "DecisionReason: 'DeniedWithNoValidRBAC' \r\n"
                                    + "Vault: "
                                    + e.vault()
                                    + ";location="
                                    + e.location()
                                    + "\r\n");
            case VaultError.NotOnBehalfOf e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "ForbiddenByPolicy",
                            "The access policy that gives "
                                    + e.needed().list()
                                    + " "
                                    + e.needed().word()
                                    + " permission to this user names an application too; the"
                                    + " application has to exchange the user's token by the"
                                    + " on-behalf-of flow.\r\nCaller: "
                                    + e.caller()
                                    + "\r\nVault: "
                                    + e.vault()
                                    + ";location="
                                    + e.location());
            case VaultError.NetworkDenied e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            e.publicAccess() ? "ForbiddenByFirewall" : "ForbiddenByConnection",
                            (e.publicAccess()
                                            ? "Client address is not authorized and caller is not a"
                                                    + " trusted service.\r\nClient address: "
                                                    + e.address()
                                            : "Public network access is disabled and request is not"
                                                    + " from a trusted service nor via an approved"
                                                    + " private link.")
                                    + "\r\nCaller: "
                                    + e.caller()
                                    + "\r\nVault: "
                                    + e.vault()
                                    + ";location="
                                    + e.location());
            case VaultError.Unauthorized e -> WireError.of(401, "Unauthorized", e.reason());
            case VaultError.SubscriptionDisabled e ->
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "SubscriptionDisabled",
                            "The subscription of the vault is disabled.\r\nVault: "
                                    + e.vault()
                                    + ";location="
                                    + e.location());
            case VaultError.AuthorizationFailed e ->
                    WireError.of(
                            403,
                            "AuthorizationFailed",
                            "The client '"
                                    + e.client()
                                    + "' with object id '"
                                    + e.objectId()
                                    + "' does not have authorization to perform action '"
                                    + e.action()
                                    + "' over scope '"
                                    + e.scope()
                                    + "' or the scope is invalid. If access was recently granted,"
                                    + " please refresh your credentials.");
            case VaultError.VaultNameNotValid e ->
                    WireError.of(
                            400,
                            "VaultNameNotValid",
                            "The vault name '"
                                    + e.name()
                                    + "' is invalid. A vault's name must be between 3-24"
                                    + " alphanumeric characters. The name must begin with a"
                                    + " letter, end with a letter or digit, and not contain"
                                    + " consecutive hyphens.");
            case VaultError.TenantIdNotValid _ ->
                    WireError.of(400, BAD_REQUEST, "invalid value for tenantId");
            case VaultError.VaultAlreadyExists e ->
                    WireError.of(
                            409,
                            "VaultAlreadyExists",
                            "The vault name '"
                                    + e.name()
                                    + "' is already in use. Vault names are globally unique so it"
                                    + " is possible that the name is already taken.");
            case VaultError.VaultIsDeleted e ->
                    WireError.of(
                            409,
                            "ConflictError",
                            "A vault with the same name already exists in deleted state. You need"
                                    + " to either recover or purge existing key vault '"
                                    + e.name()
                                    + "'.");
            case VaultError.SoftDeletedVaultDoesNotExist e ->
                    WireError.of(
                            400,
                            "SoftDeletedVaultDoesNotExist",
                            "A soft deleted vault with the given name '"
                                    + e.name()
                                    + "' does not exist.");
            case VaultError.DeletedVaultNotFound e ->
                    WireError.of(
                            404,
                            "DeletedVaultNotFound",
                            "The specified deleted vault '" + e.name() + "' does not exist.");
            case VaultError.ResourceNotFound e ->
                    WireError.of(
                            404,
                            "ResourceNotFound",
                            "The Resource '"
                                    + e.type()
                                    + "/"
                                    + e.name()
                                    + "' under resource group '"
                                    + e.resourceGroup()
                                    + "' was not found.");
            case VaultError.ResourceGroupNotFound e ->
                    WireError.of(
                            404,
                            "ResourceGroupNotFound",
                            "Resource group '" + e.name() + "' could not be found.");
            case VaultError.SubscriptionNotFound e ->
                    WireError.of(
                            404,
                            "SubscriptionNotFound",
                            "The subscription '" + e.id() + "' could not be found.");
            case VaultError.MissingSubscriptionRegistration e ->
                    // Tools take the namespace from the quotes or from the target and register it.
                    new WireError(
                            409,
                            new ErrorBody(
                                    "MissingSubscriptionRegistration",
                                    "The subscription is not registered to use namespace '"
                                            + e.namespace()
                                            + "'. See https://aka.ms/rps-not-found for how to"
                                            + " register subscriptions.",
                                    null,
                                    e.namespace()),
                            0);
            case VaultError.ResourceGroupNameNotValid _ ->
                    WireError.of(
                            400,
                            "InvalidResourceGroupName",
                            "a resource group name has 1 to 90 letters, digits, '-', '_', '.',"
                                    + " '(' and ')', and doesn't end with a full stop");
            case VaultError.InUse e ->
                    WireError.of(
                            409,
                            "ResourceInUse",
                            "The " + e.what() + " '" + e.name() + "' is in use by " + e.by() + ".");
            case VaultError.QuotaExceeded e ->
                    WireError.of(
                            409,
                            "QuotaExceeded",
                            "The plans of the subscription allow "
                                    + e.limit()
                                    + " "
                                    + e.what()
                                    + ", which it has. Remove some, or add a plan.");
            case VaultError.ObjectQuotaExceeded e ->
                    // Not 409, at which tools look for a deleted object of the name; not 429, at
                    // which clients try again.
                    WireError.of(
                            403,
                            FORBIDDEN,
                            "QuotaExceeded",
                            "The quota maxObjects is used up: the plans of the subscription allow "
                                    + e.limit()
                                    + " keys, secrets and certificates in "
                                    + e.location()
                                    + ", deleted ones included. Purge some, or add a plan.");
            case VaultError.ServiceNotInPlan e ->
                    WireError.of(
                            409,
                            "InvalidResourceNamespace",
                            "No plan of the subscription '"
                                    + e.subscription()
                                    + "' contains the service '"
                                    + e.namespace()
                                    + "'. Subscribe to an offer that includes it, or add a plan.");
            case VaultError.OfferClosed e ->
                    WireError.of(
                            409,
                            "OfferNotAvailable",
                            "The offer '" + e.offer() + "' " + e.why() + ".");
            case VaultError.WebhookNotValidated e ->
                    WireError.of(
                            400,
                            "URL validation",
                            "Webhook validation handshake failed for the endpoint: "
                                    + e.why()
                                    + ".");
            case VaultError.ExportTooLarge e ->
                    WireError.of(
                            400,
                            BAD_REQUEST,
                            "The vault holds more than is exported: " + e.mebibytes() + " MiB.");
            case VaultError.ExportUnreadable _ ->
                    WireError.of(
                            400,
                            BAD_REQUEST,
                            "The passphrase isn't that of the export, or the export was changed or"
                                    + " is of another version.");
            case VaultError.ImportCollides e ->
                    WireError.of(
                            409,
                            CONFLICT,
                            "The vault has a " + e.what() + " '" + e.name() + "' already.");
            case VaultError.AuthorityInTheWay _ ->
                    WireError.of(
                            409,
                            CONFLICT,
                            "The vault has a certificate authority of its own already, and what it"
                                    + " signed names it; import into a vault that has none.");
            case VaultError.Conflict e ->
                    WireError.of(409, CONFLICT, "Another change came first: " + e.what() + ".");
            case VaultError.Throttled e ->
                    new WireError(
                            429,
                            new ErrorBody(
                                    "Throttled",
                                    "Request was not processed because too many requests were"
                                            + " received. Reason: VaultRequestTypeLimitReached",
                                    null),
                            Math.max(1, e.retryAfter().toSeconds()));
            case VaultError.Unavailable _ ->
                    WireError.of(
                            503,
                            "ServiceUnavailable",
                            "The service cannot process the request at the moment.");
            case VaultError.IntegrityFailure _ ->
                    WireError.of(
                            500,
                            "InternalServerError",
                            "IntegrityFailure",
                            "A stored record failed its integrity check and was not used.");
        };
    }

    private static WireError notFound(VaultError.ObjectNotFound e) {
        String word = e.kind().word();
        String name = e.version() == null ? e.name() : e.name() + "/" + e.version();
        return WireError.of(
                404,
                word + "NotFound",
                "A "
                        + lower(e.kind())
                        + " with (name/id) "
                        + name
                        + " was not found in this key vault. If you recently deleted this "
                        + lower(e.kind())
                        + " you may be able to recover it using the correct recovery command. For"
                        + " help resolving this issue, please see"
                        + " https://go.microsoft.com/fwlink/?linkid=2125182");
    }

    private static String lower(ObjectKind kind) {
        return kind.word().toLowerCase(Locale.ROOT);
    }
}
