package dev.keyward.api.audit;

import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.issuers.AuthorityDeed;
import dev.keyward.issuers.VaultAuthority;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.VaultId;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The audit record of something the deployment did by itself, in nobody's name: which vault, key
/// or secret it was about.
public final class DeedRecord {
    private final Vaults vaults;
    private final Endpoints endpoints;

    public DeedRecord(Vaults vaults, Endpoints endpoints) {
        this.vaults = vaults;
        this.endpoints = endpoints;
    }

    public byte[] of(Deed deed, Instant now) {
        return switch (deed) {
            case Deed.VaultDeleted(var vault) -> ofVault("VaultDelete", vault, now);
            case Deed.VaultPurged(var deleted) -> ofVault("VaultPurge", deleted.vault(), now);
            case Deed.ObjectPurged(var id, ObjectKind kind, var name) ->
                    ofObject(id, kind.word() + "Purge", kind.deletedCollection() + "/" + name, now);
            case Deed.ObjectRenewed(var id, ObjectKind kind, var name, var version) ->
                    ofObject(id, renewal(kind), path(kind, name, version), now);
            case Deed.NearExpiry(var id, ObjectKind kind, var name, var version) ->
                    ofObject(
                            id,
                            kind.word() + "NearExpiryEventGridNotification",
                            path(kind, name, version),
                            now);
            case Deed.Expired(var id, ObjectKind kind, var name, var version) ->
                    ofObject(
                            id,
                            kind.word() + "ExpiredEventGridNotification",
                            path(kind, name, version),
                            now);
            case Deed.EventUndelivered(var id, var subscription) ->
                    ofObject(id, "EventUndelivered", "eventSubscriptions/" + subscription, now);
            case Deed.MailUndelivered(var id) ->
                    ofObject(id, "MailUndelivered", "certificates/contacts", now);
            case Deed.CertificateSettled(var id, var name, var version, var settlement) ->
                    settled(id, path(ObjectKind.CERTIFICATE, name, version), settlement, now);
        };
    }

    private byte[] ofVault(String operation, Vault vault, Instant now) {
        return SystemRecord.of(
                Category.AUDIT_EVENT, operation, now, armId(vault), endpoints.vault(vault) + "/");
    }

    private byte[] settled(VaultId id, String path, Deed.Settlement settlement, Instant now) {
        return switch (settlement) {
            case ISSUED -> ofObject(id, "CertificateEnroll", path, now);
            case REFUSED -> ofObject(id, "CertificateEnroll", path, "the issuer refused", now);
            case CANCELED -> ofObject(id, "CertificatePendingUpdate", path, now);
        };
    }

    public byte[] of(AuthorityDeed deed, Instant now) {
        return switch (deed) {
            case AuthorityDeed.AuthorityMade(var id, String authority) ->
                    ofObject(
                            id,
                            "CertificateAuthorityMake",
                            VaultAuthority.PUBLISHED_UNDER.substring(1) + "/" + authority + ".cer",
                            now);
            case AuthorityDeed.CertificateIssued(var id, var name, String serial) ->
                    ofObject(
                            id,
                            "CertificateAuthorityIssue",
                            ObjectKind.CERTIFICATE.collection()
                                    + "/"
                                    + name
                                    + "?serialNumber="
                                    + serial,
                            now);
        };
    }

    private static String renewal(ObjectKind kind) {
        return switch (kind) {
            case KEY -> "KeyRotateIfDue";
            case SECRET -> "SecretSet";
            case CERTIFICATE -> "CertificateRenew";
        };
    }

    private static String path(ObjectKind kind, ObjectName name, ObjectVersion version) {
        return kind.collection() + "/" + name + "/" + version;
    }

    private byte[] ofObject(VaultId id, String operation, String path, Instant now) {
        return ofObject(id, operation, path, null, now);
    }

    private byte[] ofObject(
            VaultId id, String operation, String path, @Nullable String failure, Instant now) {
        return vaults.find(id)
                .map(vault ->
                        SystemRecord.of(
                                Category.AUDIT_EVENT,
                                operation,
                                now,
                                armId(vault),
                                endpoints.vault(vault) + "/" + path,
                                failure))
                // The vault itself lies deleted, so it has no address.
                .orElseGet(() ->
                        SystemRecord.of(
                                Category.AUDIT_EVENT,
                                operation,
                                now,
                                "/providers/Microsoft.KeyVault/vaults/" + id.value(),
                                path,
                                failure));
    }

    private static String armId(Vault vault) {
        Placement place = vault.placement();
        return "/subscriptions/"
                + place.subscriptionId()
                + "/resourceGroups/"
                + place.resourceGroup()
                + "/providers/Microsoft.KeyVault/vaults/"
                + vault.name();
    }
}
