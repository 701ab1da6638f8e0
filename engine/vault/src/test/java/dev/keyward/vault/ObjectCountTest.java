package dev.keyward.vault;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.certificates.NewCertificate;
import dev.keyward.vault.certificates.OperationStatus;
import dev.keyward.vault.issuers.CertificateIssuers;
import dev.keyward.vault.keys.NewKey;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many objects a subscription has, and what is refused to whom has as many as he may.
class ObjectCountTest {
    private static final KeyParameters EC = new KeyParameters.Ec(Curve.P_256);
    private static final VaultError FULL = new VaultError.ObjectQuotaExceeded(3, "local");

    @TempDir Path directory = Path.of("");
    private World world;
    private Vault vault;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        vault = world.vault("vault01", new RecoveryLevel(7, false));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void key(String name) {
        done(
                world.keys.create(
                        vault,
                        new ObjectName(name),
                        EC,
                        Protection.SOFTWARE,
                        new NewKey(null, Tags.NONE, AttributeChange.NONE),
                        _ -> World.audited()));
    }

    private void begin(String name) {
        CertificatePolicy policy =
                new CertificatePolicy(
                        new CertificateKey(EC, true, false),
                        SecretFormat.PKCS12,
                        new X509Properties(
                                "CN=" + name,
                                SubjectAlternativeNames.NONE,
                                X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                                X509Properties.DEFAULT_KEY_USAGE,
                                12),
                        CertificatePolicy.defaultLifetimeActions(IssuerReference.SELF),
                        IssuerReference.SELF);
        done(
                world.certificates.create(
                        vault,
                        new ObjectName(name),
                        new NewCertificate(
                                new NewCertificate.PolicyWish(policy, true),
                                Tags.NONE,
                                true,
                                false),
                        _ -> World.audited()));
    }

    private void certificate(String name) {
        begin(name);
        world.enrolments.proceed(vault.id(), new ObjectName(name));
    }

    private static <T> void delete(LifeCycle<T> of, Vault vault, String name) {
        done(of.delete(vault, new ObjectName(name), _ -> World.audited()));
    }

    private static <T> void purge(LifeCycle<T> of, Vault vault, String name) {
        done(of.purge(vault, new ObjectName(name), _ -> World.audited()));
    }

    /// The number kept, which memory, the header and a walk agree about.
    private long counted() {
        long counted = world.vaults.countObjects(World.SUBSCRIPTION, "local");
        world.records.vaults().forEach(this::assertRight);
        world.reopen();
        assertThat(world.vaults.countObjects(World.SUBSCRIPTION, "local")).isEqualTo(counted);
        return counted;
    }

    private void assertRight(VaultId each) {
        assertThat(world.records.verify(each).orElseThrow().mismatch()).isNull();
    }

    @Test
    void anObjectCountsOnceFromItsMakingToItsPurge() {
        assertThat(counted()).isZero();
        world.set(vault, "db", "one");
        world.set(vault, "DB", "two");
        assertThat(counted()).isOne();
        key("db");
        key("db");
        assertThat(counted()).isEqualTo(2);
        begin("web");
        assertThat(counted()).isEqualTo(3);
        world.enrolments.proceed(vault.id(), new ObjectName("web"));
        assertThat(world.certificates.operation(vault, new ObjectName("web"), null).status())
                .isInstanceOf(OperationStatus.Completed.class);
        assertThat(counted()).isEqualTo(3);
        certificate("web");
        assertThat(counted()).isEqualTo(3);

        byte[] backup = world.certificates.lifeCycle().backup(vault, new ObjectName("web"));
        delete(world.certificates.lifeCycle(), vault, "web");
        delete(world.keys.lifeCycle(), vault, "db");
        world.delete(vault, "db");
        assertThat(counted()).isEqualTo(3);
        done(world.keys.lifeCycle().recover(vault, new ObjectName("db"), _ -> World.audited()));
        assertThat(counted()).isEqualTo(3);
        purge(world.secrets.lifeCycle(), vault, "db");
        purge(world.certificates.lifeCycle(), vault, "web");
        assertThat(counted()).isOne();
        done(world.certificates.lifeCycle().restore(vault, backup, _ -> World.audited()));
        assertThat(counted()).isEqualTo(2);

        world.records.rotation(() -> {}).vault(vault.id(), World::audited);
        assertThat(counted()).isEqualTo(2);
        done(world.vaults.delete(vault.name(), World::audited));
        assertThat(counted()).isEqualTo(2);
        done(world.vaults.purge(vault.name(), World::audited));
        assertThat(counted()).isZero();
    }

    @Test
    void whatIsDeletedForGoodAtOnceIsGivenBackAtOnce() {
        vault = world.vault("vault02", new RecoveryLevel(0, false));
        world.set(vault, "db", "one");
        world.delete(vault, "db");
        assertThat(counted()).isZero();
    }

    @Test
    void whoHasAsManyAsHeMayMakesNoOther() {
        world.set(vault, "db", "one");
        byte[] backup = world.secrets.lifeCycle().backup(vault, new ObjectName("db"));
        key("sign");
        world.mostObjects = 3L;
        begin("web");
        Vault other = world.vault("vault02");
        assertThat(refusal(() -> world.set(vault, "more", "one"))).isEqualTo(FULL);
        assertThat(refusal(() -> world.set(other, "more", "one"))).isEqualTo(FULL);
        assertThat(refusal(() -> key("more"))).isEqualTo(FULL);
        assertThat(refusal(() -> begin("more"))).isEqualTo(FULL);
        assertThat(
                        refusal(() ->
                                done(
                                        world.secrets
                                                .lifeCycle()
                                                .restore(other, backup, _ -> World.audited()))))
                .isEqualTo(FULL);

        // What was begun is brought to its end, and what is there gets further versions.
        world.enrolments.proceed(vault.id(), new ObjectName("web"));
        assertThat(world.certificates.operation(vault, new ObjectName("web"), null).status())
                .isInstanceOf(OperationStatus.Completed.class);
        world.set(vault, "db", "two");
        key("sign");
        certificate("web");

        world.delete(vault, "db");
        assertThat(refusal(() -> world.set(vault, "more", "one"))).isEqualTo(FULL);
        done(world.secrets.lifeCycle().recover(vault, new ObjectName("db"), _ -> World.audited()));
        world.delete(vault, "db");
        purge(world.secrets.lifeCycle(), vault, "db");
        world.set(vault, "more", "one");
        assertThat(counted()).isEqualTo(3);
    }

    @Test
    void anImportIsTakenWholeOrNotAtAll() {
        world.set(vault, "one", "1");
        world.set(vault, "two", "2");
        VaultTransfer transfer =
                new VaultTransfer(
                        world.foundation(),
                        VaultObjects.on(
                                world.foundation(),
                                new CertificateIssuers(List.of(world.authority)),
                                _ -> World.audited()),
                        new NoAuthority());
        byte[] export;
        try (SecretBytes passphrase = passphrase()) {
            export = transfer.export(vault, passphrase).value();
        }
        Vault other = world.vault("vault02");
        world.mostObjects = 3L;
        Runnable imported =
                () -> {
                    try (SecretBytes passphrase = passphrase()) {
                        done(transfer.importInto(other, passphrase, export, _ -> World.audited()));
                    }
                };
        assertThat(refusal(imported)).isEqualTo(FULL);
        assertThat(world.secrets.lifeCycle().list(other, "", 25).items()).isEmpty();
        world.mostObjects = 4L;
        imported.run();
        assertThat(counted()).isEqualTo(4);
    }

    private static SecretBytes passphrase() {
        return SecretBytes.ofUtf8("the passphrase");
    }

    /// As a store that an older version wrote is, whose headers say nothing of objects.
    @Test
    void whatWasNeverCountedIsCountedWhenItIsAskedFor() throws Exception {
        world.set(vault, "db", "one");
        certificate("web");
        try (SealedStore former =
                SealedStore.open(
                        world.store, KeyFile.open(world.keyFile, world.random), world.random)) {
            former.rotation(() -> {}).vault(vault.id(), World::audited);
        }
        world.reopen();
        assertThat(counted()).isEqualTo(2);
        world.set(vault, "more", "one");
        assertThat(counted()).isEqualTo(3);
    }

    private record NoAuthority() implements Belongings {
        @Override
        public Count writeAll(CanonicalWriter out, VaultId of) {
            return Count.of(0);
        }

        @Override
        public Arrived readAll(CanonicalReader in, VaultId into) {
            return Arrived.NOTHING;
        }
    }
}
