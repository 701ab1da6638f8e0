package dev.keyward.vault.issuers;

import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.records.Sealed;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.Listing;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.rows.Times;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.vaults.Vault;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/// The issuers of all vaults (data-plane-certificates, operations 6 to 10). Their passwords are
/// sealed and never shown.
public final class VaultIssuers {
    private final SideRows<Issuer> rows;
    private final CertificateIssuers providers;
    private final Foundation on;

    public VaultIssuers(Foundation foundation, CertificateIssuers providers) {
        this.rows = new SideRows<>(IssuerCodec.LABEL, new IssuerCodec(), foundation.records());
        this.providers = providers;
        this.on = foundation;
    }

    /// Sets an issuer as a whole. Its provider need not be one of this deployment; orders then
    /// fail.
    ///
    /// @return fails with `BadParameter`
    public CompletionStage<Issuer> set(
            Vault vault, ObjectName name, IssuerSettings settings, Evidence<Issuer> evidence) {
        checkName(name);
        checkSettings(settings);
        Instant now = Times.now(on.clock());
        return Attempts.run(() -> {
            Optional<SideRows.Row<Issuer>> old = rows.find(vault.id(), name);
            Issuer next =
                    new Issuer(
                            old.map(row -> row.value().name()).orElse(name),
                            settings,
                            old.map(row -> row.value().created()).orElse(now),
                            now);
            return write(vault, next, old.map(SideRows.Row::revision).orElse(0L), evidence);
        });
    }

    /// @return fails with `IssuerNotFound` or `BadParameter`
    public CompletionStage<Issuer> update(
            Vault vault,
            ObjectName name,
            UnaryOperator<IssuerSettings> change,
            Evidence<Issuer> evidence) {
        return Attempts.run(() -> {
            SideRows.Row<Issuer> row = row(vault.id(), name);
            IssuerSettings settings = change.apply(row.value().settings());
            checkSettings(settings);
            return write(
                    vault,
                    new Issuer(
                            row.value().name(),
                            settings,
                            row.value().created(),
                            Times.now(on.clock())),
                    row.revision(),
                    evidence);
        });
    }

    private CompletionStage<Issuer> write(
            Vault vault, Issuer issuer, long revision, Evidence<Issuer> evidence) {
        Sealed sealed = rows.seal(vault.id(), issuer.name(), issuer, revision);
        return on.store()
                .change(tx -> {
                    rows.scope(vault.id()).put(tx, sealed);
                    tx.evidence(evidence.of(issuer));
                    return issuer;
                });
    }

    /// @throws VaultException with `IssuerNotFound`
    public Issuer get(Vault vault, ObjectName name) {
        return row(vault.id(), name).value();
    }

    /// Issuers by name.
    ///
    /// @param after the [Listing#next] of the page before; empty for the first
    public Listing<Issuer> list(Vault vault, String after, int limit) {
        return rows.list(vault.id(), after, limit).map(SideRows.Row::value);
    }

    /// @return the one that was removed; fails with `IssuerNotFound`
    public CompletionStage<Issuer> delete(Vault vault, ObjectName name, Evidence<Issuer> evidence) {
        return Attempts.run(() -> {
            SideRows.Row<Issuer> row = row(vault.id(), name);
            return on.store()
                    .<Issuer>change(tx -> {
                        rows.delete(tx, vault.id(), name, row.revision());
                        tx.evidence(evidence.of(row.value()));
                        return row.value();
                    });
        });
    }

    /// Those of a vault, on their way to another deployment.
    public Belongings belongings() {
        return rows.belongings("certificate issuer");
    }

    private SideRows.Row<Issuer> row(VaultId vault, ObjectName name) {
        return rows.find(vault, name)
                .orElseThrow(() -> new VaultException(new VaultError.IssuerNotFound(name.value())));
    }

    /// Whether a certificate can be asked of whom a policy names.
    ///
    /// @throws VaultException with `BadParameter`
    public void check(Vault vault, IssuerReference reference) {
        if (!reference.isSelf()
                && !reference.isUnknown()
                && find(vault.id(), reference).filter(IssuerSettings::enabled).isEmpty()) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "policy.issuer.name",
                            "Self, Unknown or the name of an enabled issuer of this vault"));
        }
    }

    public Optional<IssuerSettings> find(VaultId vault, IssuerReference reference) {
        return ObjectName.isValid(reference.name())
                ? rows.find(vault, new ObjectName(reference.name()))
                        .map(row -> row.value().settings())
                : Optional.empty();
    }

    public Optional<CertificateIssuer> provider(IssuerSettings settings) {
        return providers.find(settings.provider());
    }

    private void checkSettings(IssuerSettings settings) {
        provider(settings).ifPresent(issuer -> issuer.check(settings));
    }

    private static void checkName(ObjectName name) {
        IssuerReference reference = new IssuerReference(name.value(), null, null);
        if (reference.isSelf() || reference.isUnknown()) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "issuer-name", "another than Self and Unknown, which have a meaning"));
        }
    }
}
