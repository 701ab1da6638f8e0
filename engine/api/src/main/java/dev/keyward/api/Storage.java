package dev.keyward.api;

import dev.keyward.api.audit.AuditKey;
import dev.keyward.api.audit.AuditText;
import dev.keyward.api.audit.EvidenceBridge;
import dev.keyward.api.audit.IntegrityAlarm;
import dev.keyward.api.audit.SystemRecord;
import dev.keyward.api.deployment.Anchor;
import dev.keyward.api.deployment.AnchorCopy;
import dev.keyward.api.deployment.HomeDirectory;
import dev.keyward.api.deployment.TimeWatch;
import dev.keyward.audit.AuditLog;
import dev.keyward.audit.AuditReader;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.sealing.RootKeyProvider;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.RecordScope;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.vault.VaultObjects;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a deployment keeps on its disk: the store and its sealed records, the anchor that tells
/// whether they were set back, and the audit trail. Opened together, because each vouches for
/// another.
///
/// @param keys for the deployment's own keys: of tokens and of the audit trail
record Storage(
        HomeDirectory home,
        Keys keys,
        Store store,
        SealedStore sealed,
        Anchor anchor,
        AuditKey auditKey,
        AuditLog audit,
        TimeWatch watch) {
    private static final System.Logger LOG = System.getLogger(Storage.class.getName());
    private static final String NODE = SealedStore.ONLY_NODE;

    /// Opens what is in the home directory, or makes it there; puts on record how it was found.
    ///
    /// @param restored why an older database may be opened; null if none may
    static Storage open(EngineConfig config, @Nullable String restored, Closing opened)
            throws IOException {
        HomeDirectory home = HomeDirectory.of(config.home());
        Keys keys = ownKeys(config);
        RootKeyProvider keyFile = home.keyFile(config.random());
        Store store = opened.add(Store.at(home.data()));
        SealedStore sealed = opened.add(sealed(config, home, store, keyFile, restored != null));
        TimeWatch watch = new TimeWatch(config.clock(), store, sealed.system(), NODE);
        DeploymentTime time = watch.time();
        Path elsewhere = config.anchorCopy();
        AnchorCopy copy = elsewhere == null ? null : new AnchorCopy(elsewhere, store);
        Anchor anchor = new Anchor(home.anchor(), copy, sealed, time::certain);
        List<Anchor.Finding> findings = anchored(anchor, home.audit(), restored != null);
        // Before the trail, so that it is written last, after the trail's last checkpoint.
        opened.add(anchor);
        AuditKey auditKey = AuditKey.openOrCreate(store, sealed.system(), keys);
        watch.begin(anchor.found(), AuditReader.at(home.audit()));
        AuditLog audit = opened.add(AuditLog.at(home.audit(), NODE, time, auditKey));
        // Changes bring their record along in the store and would be acknowledged still.
        audit.onFailure(store::fail);
        audit.onCheckpoint(signed -> anchor.audited(signed.checkpoint()));
        new EvidenceBridge(store, audit).start();
        sealed.onIntegrityFailure(new IntegrityAlarm(audit, time));
        watch.tell(audit);
        opened.add(watch);
        anchor.onUnwritable(what -> {
            LOG.log(Level.ERROR, what);
            audit.append(SystemRecord.failure("AnchorNotWritten", time.instant(), what));
        });
        for (Anchor.Finding finding : findings) {
            accepted(audit, time, finding.accepted(), restored);
        }
        if (sealed.wasTakenAsItIs()) {
            accepted(audit, time, "that records are missing or older", restored);
        }
        if (copy != null && copy.note(sealed.system())) {
            record(audit, SystemRecord.of("AnchorCopyBegun", time.instant()));
        }
        return new Storage(home, keys, store, sealed, anchor, auditKey, audit, watch);
    }

    DeploymentTime time() {
        return watch.time();
    }

    RecordScope system() {
        return sealed.system();
    }

    /// A server keeps its keys in pages that are neither swapped nor dumped, where the system lets
    /// it; what lives for a command only would pay more for that than it gains.
    private static KeyMemory memory(EngineConfig config) {
        return switch (config.profile()) {
            case SERVER -> KeyMemory.locked();
            case EMBEDDED, DEV -> KeyMemory.onHeap();
        };
    }

    /// What the deployment's own keys are made and used with: of tokens and of the audit trail. A
    /// server signs many tokens; the others few, and start often.
    private static Keys ownKeys(EngineConfig config) {
        return switch (config.profile()) {
            case SERVER -> new Keys(config.random());
            case EMBEDDED, DEV -> Keys.withoutNativeCode(config.random());
        };
    }

    /// @param restored whether records missing, added or older are to be accepted
    private static SealedStore sealed(
            EngineConfig config,
            HomeDirectory home,
            Store store,
            RootKeyProvider provider,
            boolean restored) {
        try {
            return restored
                    ? SealedStore.openAsItIs(
                            store,
                            provider,
                            config.random(),
                            memory(config),
                            NODE,
                            VaultObjects.COUNTED)
                    : SealedStore.open(
                            store,
                            provider,
                            config.random(),
                            memory(config),
                            NODE,
                            VaultObjects.COUNTED);
        } catch (VaultException refused) {
            throw new VaultException(
                    refused.error() instanceof VaultError.IntegrityFailure(String what)
                            ? damaged(home, what)
                            : refused.error());
        }
    }

    /// What an administrator can do about it.
    private static VaultError damaged(HomeDirectory home, String what) {
        return new VaultError.IntegrityFailure(
                what
                        + ". Put the newest good copy of "
                        + home.data()
                        + " back, and where it is older than what was lost, accept that: keyward"
                        + " serve --accept-rollback REASON (in the shell: keyward -AcceptRollback"
                        + " REASON). Records that are missing or older,"
                        + " not changed, can be accepted so without another copy");
    }

    /// @param restored whether an older database is to be accepted
    /// @return what was accepted
    private static List<Anchor.Finding> anchored(Anchor anchor, Path trail, boolean restored)
            throws IOException {
        List<Anchor.Finding> findings = anchor.compare(trail);
        if (findings.isEmpty()) {
            return findings;
        }
        if (!restored) {
            throw new VaultException(
                    new VaultError.IntegrityFailure(
                            findings.getFirst().what()
                                    + ", or accept what is lost: keyward serve --accept-rollback"
                                    + " REASON (in the shell: keyward -AcceptRollback REASON)"));
        }
        anchor.accept();
        return findings;
    }

    private static void accepted(
            AuditLog audit, InstantSource clock, String what, @Nullable String reason) {
        LOG.log(Level.WARNING, "accepted: {0}", what);
        record(
                audit,
                SystemRecord.failure(
                        "RollbackAccepted",
                        clock.instant(),
                        what + " was accepted: " + AuditText.clean(reason == null ? "" : reason)));
    }

    private static void record(AuditLog audit, byte[] record) {
        audit.append(record).toCompletableFuture().join();
    }
}
