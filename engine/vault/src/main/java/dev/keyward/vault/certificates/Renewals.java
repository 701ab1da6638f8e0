package dev.keyward.vault.certificates;

import dev.keyward.model.Attributes;
import dev.keyward.model.Guids;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.LifetimeAction;
import dev.keyward.records.DueRecord;
import dev.keyward.records.Sealed;
import dev.keyward.vault.contacts.ContactNotice;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.Happening;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.stored.Head;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Does what policies want done when a certificate nears its end (data-plane-certificates.md,
/// section 7). A renewal begins a version by the policy as it is; [Enrolments] has it issued, and
/// the actions of the new version take the place of the old one's. Until then it is tried once a
/// day.
public final class Renewals implements Chore {
    private static final System.Logger LOG = System.getLogger(Renewals.class.getName());
    private static final Duration RETRY = Duration.ofDays(1);

    private final VaultCertificates certificates;
    private final Enrolments enrolments;
    private final CertificateRows rows;
    private final ContactNotices contacts;
    private final Foundation on;
    private final Function<Deed, byte[]> evidence;

    /// @param evidence makes the audit record of what is done here
    public Renewals(
            Foundation foundation,
            VaultCertificates certificates,
            Enrolments enrolments,
            Function<Deed, byte[]> evidence) {
        this.on = foundation;
        this.certificates = certificates;
        this.enrolments = enrolments;
        this.rows = certificates.rows();
        this.contacts = certificates.notices();
        this.evidence = evidence;
    }

    @Override
    public String kind() {
        return PolicyCodec.LABEL;
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        VaultId id = new VaultId(Guids.parse("scope", record.scope()));
        Optional<Vault> vault = on.vaults().find(id);
        if (vault.isPresent()) {
            act(vault.get(), new ObjectName(record.id().name()), now);
        } else {
            putOff(record, now.plus(Enrolments.VAULT_DELETED));
        }
    }

    @Override
    public void putOff(DueRecord record, Instant until) {
        rows.policies().putOff(record, on.store(), state -> state.next(until));
    }

    private void act(Vault vault, ObjectName name, Instant now) {
        Optional<SideRows.Row<PolicyState>> row = rows.policies().find(vault.id(), name);
        Optional<Head> head = rows.head(vault.id(), name).filter(Head::isLive);
        if (row.isEmpty() || head.isEmpty() || !row.get().value().isDue(now)) {
            return;
        }
        Optional<CertificateContent> current =
                rows.content(vault.id(), head.get().name(), head.get().current());
        if (current.isEmpty() || current.get().chain() == null) {
            return;
        }
        Attributes attributes = current.get().attributes();
        PolicyState state = row.get().value();
        // What is disabled isn't wanted now; it is looked at again when it may be.
        List<LifetimeAction> due = attributes.enabled() ? state.due(attributes, now) : List.of();
        boolean renew = has(due, LifetimeAction.Kind.AUTO_RENEW);
        boolean email = has(due, LifetimeAction.Kind.EMAIL_CONTACTS);
        PolicyState next = (email ? state.emailed(now) : state).planned(attributes);
        @Nullable Instant planned = next.next();
        if (planned != null && !planned.isAfter(now)) {
            next = next.next(now.plus(RETRY));
        }
        Deed told =
                new Deed.NearExpiry(
                        vault.id(),
                        ObjectKind.CERTIFICATE,
                        head.get().name(),
                        head.get().current());
        List<Sealed> all = new ArrayList<>();
        all.add(rows.policies().seal(vault.id(), name, next, row.get().revision()));
        if (email) {
            all.addAll(
                    rows.joint()
                            .announced(
                                    vault.id(),
                                    Happening.What.NEAR_EXPIRY,
                                    head.get(),
                                    current.get()));
            all.addAll(
                    contacts.of(
                            vault.id(),
                            ContactNotice.What.NEAR_EXPIRY,
                            head.get(),
                            current.get(),
                            null));
        }
        // Whoever writes this first does the rest; the others come too late.
        boolean first =
                happened(
                        on.store()
                                .change(tx -> {
                                    rows.policies().scope(vault.id()).put(tx, all);
                                    if (email) {
                                        tx.evidence(evidence.apply(told));
                                    }
                                    return true;
                                }));
        if (first && renew) {
            renew(vault, head.get(), current.get());
        }
    }

    private static boolean has(List<LifetimeAction> due, LifetimeAction.Kind kind) {
        return due.stream().anyMatch(action -> action.kind() == kind);
    }

    /// By the policy it has, with the tags of the version before.
    private void renew(Vault vault, Head head, CertificateContent before) {
        ObjectName name = head.name();
        try {
            happened(
                    certificates.create(
                            vault,
                            name,
                            new NewCertificate(null, before.tags(), true, before.preserveOrder()),
                            operation ->
                                    evidence.apply(
                                            new Deed.ObjectRenewed(
                                                    vault.id(),
                                                    ObjectKind.CERTIFICATE,
                                                    name,
                                                    operation.version()))));
            enrolments.proceed(vault.id(), name);
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.Unavailable) {
                throw refusal;
            }
            // An operation in progress, an issuer that was removed: in a day it may be otherwise.
            LOG.log(
                    Level.WARNING,
                    "vault={0} certificate={1}: not renewed today: {2}",
                    vault.name(),
                    name,
                    refusal.error());
            List<Sealed> letters =
                    contacts.of(vault.id(), ContactNotice.What.NOT_RENEWED, head, before, null);
            if (!letters.isEmpty()) {
                happened(
                        on.store()
                                .change(tx -> {
                                    on.records().vault(vault.id()).put(tx, letters);
                                    return true;
                                }));
            }
        }
    }

    /// @return false if somebody else's change came first
    private static boolean happened(CompletionStage<?> change) {
        try {
            Attempts.join(change);
            return true;
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.Conflict) {
                return false;
            }
            throw refusal;
        }
    }
}
