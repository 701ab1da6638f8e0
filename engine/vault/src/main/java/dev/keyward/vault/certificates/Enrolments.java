package dev.keyward.vault.certificates;

import dev.keyward.crypto.certificates.CertificateChain;
import dev.keyward.model.Bug;
import dev.keyward.model.Guids;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.records.DueRecord;
import dev.keyward.records.Sealed;
import dev.keyward.vault.issuers.CertificateIssuer;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.issuers.VaultIssuers;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.stored.Head;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.upkeep.Faults;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Takes versions that were begun on to their certificate: signs those that sign themselves, asks
/// issuers for the others, gives up what was canceled.
///
/// One step of an order is claimed with a conditional write before its issuer is asked, so that of
/// several processes one takes it. All methods may wait, and safely be called at any time.
public final class Enrolments implements Chore {
    private static final System.Logger LOG = System.getLogger(Enrolments.class.getName());

    /// How often what lies in a deleted vault is looked at.
    static final Duration VAULT_DELETED = Duration.ofDays(1);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int RETRY_DOUBLINGS = 6;
    private static final String ISSUER_ERROR = "Certificate issuer error";
    private static final String HOPELESS =
            "an internal error; the log of the server says more under this request";

    private final VaultCertificates certificates;
    private final VaultIssuers issuers;
    private final CertificateRows rows;
    private final ContactNotices contacts;
    private final Foundation on;
    private final Function<Deed, byte[]> evidence;

    /// @param evidence makes the audit record of what is done here
    public Enrolments(
            Foundation foundation,
            VaultCertificates certificates,
            VaultIssuers issuers,
            Function<Deed, byte[]> evidence) {
        this.on = foundation;
        this.certificates = certificates;
        this.issuers = issuers;
        this.rows = certificates.rows();
        this.contacts = certificates.notices();
        this.evidence = evidence;
    }

    @Override
    public String kind() {
        return EnrolmentCodec.LABEL;
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        VaultId vault = new VaultId(Guids.parse("scope", record.scope()));
        ObjectName name = new ObjectName(record.id().name());
        Optional<SideRows.Row<Enrolment>> row = rows.enrolments().find(vault, name);
        @Nullable Instant next = row.map(found -> found.value().order().next()).orElse(null);
        if (next == null || next.isAfter(now)) {
            return;
        }
        if (on.vaults().find(vault).isPresent()) {
            proceed(vault, name);
        } else {
            putOff(record, now.plus(VAULT_DELETED));
        }
    }

    @Override
    public void putOff(DueRecord record, Instant until) {
        rows.enrolments()
                .putOff(
                        record,
                        on.store(),
                        each ->
                                each.withOrder(
                                        new Enrolment.Order(
                                                until,
                                                each.order().failures(),
                                                each.order().progress())));
    }

    /// Takes the next step of one, if any is to be taken. A step that can't succeed is the end of
    /// it: whoever waits for the operation is told, and it is tried no more.
    public void proceed(VaultId vault, ObjectName name) {
        Optional<SideRows.Row<Enrolment>> row = inProgress(vault, name);
        if (row.isEmpty()) {
            return;
        }
        try {
            step(vault, row.get());
        } catch (RuntimeException failure) {
            if (!Faults.isLasting(failure)) {
                throw failure;
            }
            Enrolment enrolment = row.get().value();
            LOG.log(
                    Level.ERROR,
                    "certificate="
                            + name
                            + " request="
                            + enrolment.operation().requestId()
                            + ": can't be made",
                    failure);
            refuse(vault, enrolment, ISSUER_ERROR, HOPELESS);
        }
    }

    private void step(VaultId vault, SideRows.Row<Enrolment> row) {
        Enrolment enrolment = row.value();
        IssuerReference issuer = enrolment.operation().issuer();
        if (enrolment.operation().cancellationRequested()) {
            cancel(vault, enrolment);
        } else if (issuer.isSelf()) {
            issue(vault, enrolment, List.of(signItself(enrolment)));
        } else if (!issuer.isUnknown()) {
            order(vault, row);
        }
    }

    private Optional<SideRows.Row<Enrolment>> inProgress(VaultId vault, ObjectName name) {
        return rows.head(vault, name)
                .filter(Head::isLive)
                .flatMap(_ -> rows.enrolments().find(vault, name))
                .filter(row -> row.value().isInProgress());
    }

    private byte[] signItself(Enrolment enrolment) {
        CertificatePolicy policy = enrolment.policy();
        return rows.contents()
                .signer()
                .selfSigned(
                        policy.key().parameters(),
                        key(enrolment),
                        policy.x509(),
                        IssuedContents.validity(rows.objects().now(), policy));
    }

    private static SecretBytes key(Enrolment enrolment) {
        SecretBytes pkcs8 = enrolment.pkcs8();
        if (pkcs8 == null) {
            throw Bug.because("an enrolment in progress has its key");
        }
        return pkcs8;
    }

    private void order(VaultId vault, SideRows.Row<Enrolment> row) {
        Enrolment enrolment = row.value();
        Optional<IssuerSettings> settings =
                issuers.find(vault, enrolment.operation().issuer()).filter(IssuerSettings::enabled);
        if (settings.isEmpty()) {
            refuse(vault, enrolment, ISSUER_ERROR, "the issuer was removed or disabled");
            return;
        }
        Optional<CertificateIssuer> issuer = issuers.provider(settings.get());
        if (issuer.isEmpty()) {
            refuse(
                    vault,
                    enrolment,
                    ISSUER_ERROR,
                    "this deployment has no provider of the issuer's name");
            return;
        }
        if (!claim(vault, row)) {
            return;
        }
        try {
            answered(
                    vault,
                    enrolment,
                    issuer.get().advance(order(vault, enrolment, settings.get())));
        } catch (IOException unreachable) {
            LOG.log(
                    Level.WARNING,
                    "certificate={0} request={1}: the issuer can''t be asked now: {2}",
                    enrolment.name(),
                    enrolment.operation().requestId(),
                    unreachable.toString());
            int failures = Math.min(enrolment.order().failures(), RETRY_DOUBLINGS);
            postpone(
                    vault,
                    enrolment,
                    Enrolment.details(enrolment.operation().issuer()),
                    new Enrolment.Order(
                            rows.objects().certain().plus(FIRST_RETRY.multipliedBy(1L << failures)),
                            failures + 1,
                            enrolment.order().progress()));
        }
    }

    private static IssuerOrder order(VaultId vault, Enrolment enrolment, IssuerSettings settings) {
        return new IssuerOrder(
                vault,
                enrolment.name(),
                enrolment.operation().requestId(),
                enrolment.operation().request(),
                enrolment.policy(),
                settings,
                enrolment.order().progress());
    }

    private void answered(VaultId vault, Enrolment enrolment, IssuerAnswer answer) {
        switch (answer) {
            case IssuerAnswer.Issued(var chain) -> issue(vault, enrolment, chain);
            case IssuerAnswer.Refused(var code, var message) ->
                    refuse(vault, enrolment, code, message);
            case IssuerAnswer.Pending(var progress, var again, var details) ->
                    postpone(
                            vault,
                            enrolment,
                            details == null
                                    ? Enrolment.details(enrolment.operation().issuer())
                                    : details,
                            new Enrolment.Order(rows.objects().certain().plus(again), 0, progress));
        }
    }

    /// Puts the order off so far that nobody else takes the step meanwhile.
    ///
    /// @return false if somebody else came first
    private boolean claim(VaultId vault, SideRows.Row<Enrolment> row) {
        Enrolment enrolment = row.value();
        Enrolment claimed =
                enrolment.with(
                        new OperationStatus.InProgress(statusDetails(enrolment)),
                        new Enrolment.Order(
                                rows.objects().certain().plus(IssuerAnswer.LONGEST_STEP),
                                enrolment.order().failures(),
                                enrolment.order().progress()));
        var sealed = rows.enrolments().seal(vault, enrolment.name(), claimed, row.revision());
        try {
            Attempts.join(
                    on.store()
                            .change(tx -> {
                                rows.enrolments().scope(vault).put(tx, sealed);
                                return true;
                            }));
            return true;
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.Conflict) {
                return false;
            }
            throw refusal;
        }
    }

    private static String statusDetails(Enrolment enrolment) {
        return enrolment.operation().status() instanceof OperationStatus.InProgress(var details)
                ? details
                : Enrolment.details(enrolment.operation().issuer());
    }

    private void issue(VaultId vault, Enrolment enrolment, List<byte[]> chain) {
        CertificateChain certificates;
        try {
            certificates = CertificateChain.parse(chain);
            certificates.facts(rows.contents().crypto().publicParts(key(enrolment)));
        } catch (VaultException wrong) {
            refuse(
                    vault,
                    enrolment,
                    ISSUER_ERROR,
                    "the issuer answered with something that is no certificate for the key");
            return;
        }
        Attempts.join(
                Attempts.run(() -> {
                    Optional<SideRows.Row<Enrolment>> row = same(vault, enrolment);
                    return row.isEmpty()
                            ? CompletableFuture.completedStage(null)
                            : this.certificates
                                    .making()
                                    .complete(
                                            vault,
                                            row.get(),
                                            certificates,
                                            new CertificateMerge(List.of(), null, null),
                                            _ -> of(vault, enrolment, Deed.Settlement.ISSUED))
                                    .<@Nullable Void>thenApply(_ -> null);
                }));
    }

    private void refuse(VaultId vault, Enrolment enrolment, String code, String message) {
        change(
                vault,
                enrolment,
                each -> each.with(new OperationStatus.Failed(code, message)),
                Deed.Settlement.REFUSED,
                contacts.notRenewed(vault, enrolment.name(), code + ": " + message));
    }

    private void cancel(VaultId vault, Enrolment enrolment) {
        change(
                vault,
                enrolment,
                each -> each.with(new OperationStatus.Canceled()),
                Deed.Settlement.CANCELED,
                List.of());
        Optional<IssuerSettings> settings = issuers.find(vault, enrolment.operation().issuer());
        Optional<CertificateIssuer> issuer = settings.flatMap(issuers::provider);
        if (settings.isPresent() && issuer.isPresent()) {
            try {
                issuer.get().cancel(order(vault, enrolment, settings.get()));
            } catch (IOException unreachable) {
                LOG.log(
                        Level.WARNING,
                        "certificate={0} request={1}: the issuer wasn''t told of the end: {2}",
                        enrolment.name(),
                        enrolment.operation().requestId(),
                        unreachable.toString());
            }
        }
    }

    private void postpone(
            VaultId vault, Enrolment enrolment, String details, Enrolment.Order next) {
        change(
                vault,
                enrolment,
                each ->
                        each.operation().cancellationRequested()
                                ? each
                                : each.with(new OperationStatus.InProgress(details), next),
                null,
                List.of());
    }

    /// Changes the enrolment if it is still in progress.
    ///
    /// @param kind null for what nobody need know
    /// @param letters written with it
    private void change(
            VaultId vault,
            Enrolment enrolment,
            UnaryOperator<Enrolment> change,
            Deed.@Nullable Settlement kind,
            List<Sealed> letters) {
        Attempts.join(
                Attempts.run(() -> {
                    Optional<SideRows.Row<Enrolment>> row = same(vault, enrolment);
                    if (row.isEmpty()) {
                        return CompletableFuture.completedStage(null);
                    }
                    var sealed =
                            rows.enrolments().change(vault, enrolment.name(), row.get(), change);
                    return on.store()
                            .<@Nullable Void>change(tx -> {
                                rows.enrolments().scope(vault).put(tx, sealed);
                                rows.enrolments().scope(vault).put(tx, letters);
                                if (kind != null) {
                                    tx.evidence(of(vault, enrolment, kind));
                                }
                                return null;
                            });
                }));
    }

    private Optional<SideRows.Row<Enrolment>> same(VaultId vault, Enrolment enrolment) {
        return inProgress(vault, enrolment.name())
                .filter(row ->
                        row.value()
                                .operation()
                                .requestId()
                                .equals(enrolment.operation().requestId()));
    }

    private byte[] of(VaultId vault, Enrolment enrolment, Deed.Settlement kind) {
        return evidence.apply(
                new Deed.CertificateSettled(vault, enrolment.name(), enrolment.version(), kind));
    }
}
