package dev.keyward.api.deployment;

import dev.keyward.api.audit.AuditText;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Examination;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.IntegrityReport;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at every row of every scope: what was changed, is missing, was added or set back
/// (security.md, section 4.4); and at the database they are in: what it was made to do with them,
/// and whether it is sound. What isn't right is counted, logged and recorded where it is found, and
/// told in the report; one bad scope keeps no other from being looked at. One at a time.
public final class Scrub {
    private static final System.Logger LOG = System.getLogger(Scrub.class.getName());

    private final Store store;
    private final SealedStore sealed;
    private final Vaults vaults;

    public Scrub(Store store, SealedStore sealed, Vaults vaults) {
        this.store = store;
        this.sealed = sealed;
        this.vaults = vaults;
    }

    public synchronized IntegrityReport run() {
        long started = System.nanoTime();
        List<IntegrityReport.Finding> findings = new ArrayList<>();
        long rows = 0;
        for (String damage : store.examine()) {
            sealed.report(damage);
            findings.add(finding("", SealedStore.SYSTEM, damage, false));
        }
        try {
            Examination system = sealed.system().examine();
            rows += system.state().count();
            system.damaged()
                    .forEach(each ->
                            findings.add(
                                    finding(
                                            each.id().kind().equals(SealedStore.VAULT_KIND)
                                                    ? each.id().name()
                                                    : "",
                                            SealedStore.SYSTEM,
                                            each.what(),
                                            each.apart())));
            mismatch(findings, "", SealedStore.SYSTEM, system);
        } catch (VaultException found) {
            findings.add(finding("", SealedStore.SYSTEM, what(found), false));
        }
        for (VaultId vault : sealed.vaults()) {
            rows += look(vault, findings);
        }
        LOG.log(
                findings.isEmpty() ? Level.DEBUG : Level.ERROR,
                "scrub rows={0} findings={1} ms={2}",
                rows,
                findings.size(),
                (System.nanoTime() - started) / 1_000_000);
        return new IntegrityReport(findings.isEmpty(), rows, sealed.integrityFailures(), findings);
    }

    /// @return rows
    private long look(VaultId vault, List<IntegrityReport.Finding> findings) {
        String name = vaults.find(vault).map(Vault::name).map(Object::toString).orElse("");
        String scope = vault.toString();
        try {
            Optional<Examination> found = sealed.verify(vault);
            if (found.isEmpty()) {
                return 0;
            }
            found.get()
                    .damaged()
                    .forEach(each -> findings.add(finding(name, scope, each.what(), false)));
            mismatch(findings, name, scope, found.get());
            return found.get().state().count();
        } catch (VaultException found) {
            findings.add(finding(name, scope, what(found), true));
            return 0;
        }
    }

    private static void mismatch(
            List<IntegrityReport.Finding> findings,
            String vault,
            String scope,
            Examination examination) {
        if (examination.mismatch() != null) {
            findings.add(
                    finding(
                            vault,
                            scope,
                            examination.mismatch(),
                            !scope.equals(SealedStore.SYSTEM)));
        }
    }

    private static IntegrityReport.Finding finding(
            String vault, String scope, String what, boolean refused) {
        return new IntegrityReport.Finding(vault, scope, AuditText.clean(what), refused);
    }

    private static String what(VaultException found) {
        return found.error() instanceof VaultError.IntegrityFailure(String what)
                ? what
                : found.error().toString();
    }
}
