package dev.keyward.vault.certificates;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static dev.keyward.vault.certificates.CertificateVault.WEB;
import static dev.keyward.vault.certificates.CertificateVault.leaf;
import static dev.keyward.vault.certificates.CertificateVault.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.World;
import dev.keyward.vault.keys.Key;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.vault.secrets.Secret;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates as three objects under one name.
class VaultCertificatesTest {
    @TempDir Path directory = Path.of("");
    private CertificateVault web;
    private World world;
    private Vault vault;

    @BeforeEach
    void open() throws Exception {
        web = new CertificateVault(directory);
        world = web.world;
        vault = web.vault;
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void aBegunVersionIsThereButDisabledUntilItIsSigned() {
        CertificateOperation operation = web.begin(policy(IssuerReference.SELF));
        Certificate begun = web.get();
        assertThat(operation.requestId()).matches("[0-9a-f]{32}");
        assertThat(begun.chain()).isNull();
        assertThat(begun.attributes().enabled()).isFalse();
        assertThat(refusal(() -> world.keys.get(vault, WEB, null)))
                .isInstanceOf(VaultError.ObjectNotFound.class);

        world.enrolments.proceed(vault.id(), WEB);

        Certificate signed = web.get();
        assertThat(signed.version()).isEqualTo(begun.version());
        assertThat(signed.attributes().enabled()).isTrue();
        assertThat(signed.attributes().notBefore()).isEqualTo(World.START.minusSeconds(600));
        assertThat(signed.attributes().expires()).isEqualTo(Instant.parse("2027-03-01T09:50:00Z"));
        assertThat(signed.tags().values()).containsEntry("team", "web");
        assertThat(web.status()).isInstanceOf(OperationStatus.Completed.class);
        assertThat(world.events)
                .containsExactly(
                        new Deed.CertificateSettled(
                                vault.id(), WEB, signed.version(), Deed.Settlement.ISSUED));
    }

    @Test
    void whatReadersSeeOfItIsInMemoryAndNeverOlderThanTheLastChange() throws Exception {
        web.selfSigned();
        VaultCertificates all = world.certificates;
        assertThat(all.hasOperation(vault, WEB)).isTrue();
        assertThat(all.policy(vault, WEB).orElseThrow().policy().x509().validityMonths())
                .isEqualTo(12);
        web.get();
        assertThat(all.inMemory(vault, WEB, null)).contains(all.shown(vault, web.get()));
        AtomicInteger acknowledged = new AtomicInteger(12);
        AtomicBoolean changing = new AtomicBoolean(true);
        CompletableFuture<Integer> reader =
                CompletableFuture.supplyAsync(() -> {
                    int reads = 0;
                    do {
                        int least = acknowledged.get();
                        assertThat(
                                        all.policy(vault, WEB)
                                                .orElseThrow()
                                                .policy()
                                                .x509()
                                                .validityMonths())
                                .isGreaterThanOrEqualTo(least);
                        reads++;
                    } while (changing.get());
                    return reads;
                });
        for (int months = 13; months < 100; months++) {
            int next = months;
            done(
                    all.updatePolicy(
                            vault,
                            WEB,
                            old ->
                                    new CertificatePolicy(
                                            old.key(),
                                            old.format(),
                                            lasting(old.x509(), next),
                                            old.lifetimeActions(),
                                            old.issuer()),
                            null,
                            _ -> World.audited()));
            acknowledged.set(months);
        }
        changing.set(false);
        assertThat(reader.get(20, TimeUnit.SECONDS)).isPositive();
        done(all.deleteOperation(vault, WEB, _ -> World.audited()));
        assertThat(all.hasOperation(vault, WEB)).isFalse();
    }

    private static X509Properties lasting(X509Properties old, int months) {
        return new X509Properties(
                old.subject(),
                old.alternativeNames(),
                old.extendedKeyUsage(),
                old.keyUsage(),
                months);
    }

    @Test
    void aVersionIsThreeObjectsWithOneId() {
        Certificate made = web.selfSigned();
        Key key = world.keys.get(vault, WEB, made.version().value());
        Secret secret = world.secrets.get(vault, WEB, made.version().value());
        assertThat(key.managed()).isTrue();
        assertThat(secret.managed()).isTrue();
        assertThat(key.operations())
                .containsExactly(
                        KeyOperation.SIGN,
                        KeyOperation.VERIFY,
                        KeyOperation.WRAP_KEY,
                        KeyOperation.UNWRAP_KEY);
        assertThat(secret.contentType()).isEqualTo("application/x-pkcs12");
        assertThat(key.attributes()).isEqualTo(made.attributes());
        assertThat(secret.attributes()).isEqualTo(made.attributes());
        CertificateFile.Content file = web.file(secret, SecretFormat.PKCS12);
        assertThat(file.chain().encoded()).containsExactly(leaf(made));
        assertThat(file.chain().leaf(key.publicParts())).isEqualTo(leaf(made));
    }

    @Test
    void aSecretHoldsTheKeyOnlyIfItMayLeave() {
        web.make(policy(IssuerReference.SELF, SecretFormat.PEM, false, false));
        String pem = web.secret().value().toUtf8(SecretAccess.request());
        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----").doesNotContain("PRIVATE KEY");
    }

    @Test
    void itsKeyAndSecretChangeOnlyThroughTheCertificate() {
        web.selfSigned();
        VaultError key = new VaultError.ManagedObject(ObjectKind.KEY);
        VaultError secret = new VaultError.ManagedObject(ObjectKind.SECRET);
        assertThat(refusal(() -> world.set(vault, "web", "x"))).isEqualTo(secret);
        assertThat(refusal(() -> world.delete(vault, "web"))).isEqualTo(secret);
        assertThat(refusal(() -> world.enable(vault, "web", null, false))).isEqualTo(secret);
        assertThat(refusal(() -> world.secrets.lifeCycle().backup(vault, WEB))).isEqualTo(secret);
        assertThat(
                        refusal(() ->
                                done(
                                        world.keys
                                                .lifeCycle()
                                                .delete(vault, WEB, _ -> World.audited()))))
                .isEqualTo(key);
        assertThat(world.keys.lifeCycle().list(vault, "", 25).items())
                .extracting(Key::managed)
                .containsExactly(true);
    }

    @Test
    void disablingReachesTheKeyAndTheSecret() {
        web.selfSigned();
        Certificate disabled =
                done(
                        world.certificates.update(
                                vault,
                                WEB,
                                null,
                                new CertificateChange(false, new Tags(Map.of("a", "b")), null),
                                _ -> World.audited()));
        assertThat(disabled.attributes().enabled()).isFalse();
        assertThat(web.get().tags().values()).containsOnlyKeys("a");
        assertThat(refusal(web::secret)).isInstanceOf(VaultError.SecretDisabled.class);
        assertThat(refusal(() -> world.keys.use(vault, WEB, null, KeyOperation.SIGN)))
                .isInstanceOf(VaultError.KeyDisabled.class);
    }

    @Test
    void allThreeAreDeletedRecoveredAndPurgedTogether() {
        Certificate made = web.selfSigned();
        LifeCycle<Certificate> life = world.certificates.lifeCycle();
        Certificate deleted = done(life.delete(vault, WEB, _ -> World.audited()));
        assertThat(deleted.deletion()).isNotNull();
        assertThat(refusal(web::secret)).isInstanceOf(VaultError.ObjectNotFound.class);
        assertThat(world.secrets.lifeCycle().getDeleted(vault, WEB).version())
                .isEqualTo(made.version());
        assertThat(world.secrets.lifeCycle().listDeleted(vault, "", 25).items()).isEmpty();
        assertThat(world.keys.lifeCycle().listDeleted(vault, "", 25).items()).isEmpty();
        assertThat(life.listDeleted(vault, "", 25).items()).hasSize(1);
        assertThat(refusal(() -> world.set(vault, "web", "x")))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.SECRET, WEB));
        assertThat(refusal(() -> web.begin(policy(IssuerReference.SELF))))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.CERTIFICATE, WEB));
        assertThat(
                        refusal(() ->
                                done(
                                        world.secrets
                                                .lifeCycle()
                                                .recover(vault, WEB, _ -> World.audited()))))
                .isEqualTo(new VaultError.ManagedObject(ObjectKind.SECRET));
        assertThat(
                        refusal(() ->
                                done(
                                        world.keys
                                                .lifeCycle()
                                                .purge(vault, WEB, _ -> World.audited()))))
                .isEqualTo(new VaultError.ManagedObject(ObjectKind.KEY));
        assertThat(refusal(web::status)).isInstanceOf(VaultError.PendingCertificateNotFound.class);

        done(life.recover(vault, WEB, _ -> World.audited()));
        assertThat(web.secret().version()).isEqualTo(made.version());
        assertThat(web.status()).isInstanceOf(OperationStatus.Completed.class);

        done(life.delete(vault, WEB, _ -> World.audited()));
        done(life.purge(vault, WEB, _ -> World.audited()));
        assertThat(refusal(() -> world.secrets.lifeCycle().getDeleted(vault, WEB)))
                .isInstanceOf(VaultError.DeletedObjectNotFound.class);
        assertThat(world.certificates.policy(vault, WEB)).isEmpty();
        assertThat(world.certificates.hasOperation(vault, WEB)).isFalse();
        assertThat(world.set(vault, "web", "free again").managed()).isFalse();
        world.records.vault(vault.id()).verifySet();
    }

    @Test
    void retentionErasesAllThree() {
        web.selfSigned();
        done(world.certificates.lifeCycle().delete(vault, WEB, _ -> World.audited()));
        world.clock.advance(Duration.ofDays(7));
        List<Deed> deeds = new ArrayList<>();
        world.upkeep(deeds).round();
        assertThat(deeds)
                .containsExactly(new Deed.ObjectPurged(vault.id(), ObjectKind.CERTIFICATE, WEB));
        assertThat(refusal(() -> world.keys.lifeCycle().getDeleted(vault, WEB)))
                .isInstanceOf(VaultError.DeletedObjectNotFound.class);
    }

    @Test
    void aBackupBringsBackAllThreeElsewhere() {
        Certificate first = web.selfSigned();
        Certificate second = web.make(null);
        byte[] blob = world.certificates.lifeCycle().backup(vault, WEB);
        Vault other = world.vault("vault02");
        Certificate restored =
                done(world.certificates.lifeCycle().restore(other, blob, _ -> World.audited()));
        assertThat(restored.version()).isEqualTo(second.version());
        assertThat(world.secrets.get(other, WEB, first.version().value()).value())
                .isEqualTo(world.secrets.get(vault, WEB, first.version().value()).value());
        assertThat(world.keys.get(other, WEB, null).managed()).isTrue();
        assertThat(world.certificates.policy(other, WEB))
                .isEqualTo(world.certificates.policy(vault, WEB));
        assertThat(
                        refusal(() ->
                                done(
                                        world.certificates
                                                .lifeCycle()
                                                .restore(other, blob, _ -> World.audited()))))
                .isEqualTo(new VaultError.RestoreConflict(ObjectKind.CERTIFICATE, "web"));
        Vault third = world.vault("vault03");
        world.set(third, "web", "in the way");
        assertThat(
                        refusal(() ->
                                done(
                                        world.certificates
                                                .lifeCycle()
                                                .restore(third, blob, _ -> World.audited()))))
                .isEqualTo(new VaultError.NameTaken(ObjectKind.SECRET, WEB));
    }

    @Test
    void aNameThatAKeyOrSecretHasCantBeACertificates() {
        world.set(vault, "web", "plain");
        assertThat(refusal(() -> web.begin(policy(IssuerReference.SELF))))
                .isEqualTo(new VaultError.NameTaken(ObjectKind.SECRET, WEB));
        world.delete(vault, "web");
        assertThat(refusal(() -> web.begin(policy(IssuerReference.SELF))))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.SECRET, WEB));
    }

    @Test
    void aSecondVersionGoesByTheStoredPolicyAndTakesANewKeyUnlessToldOtherwise() {
        Certificate first = web.selfSigned();
        Certificate second = web.make(null);
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(world.keys.get(vault, WEB, second.version().value()).publicParts())
                .usingRecursiveComparison()
                .isNotEqualTo(world.keys.get(vault, WEB, first.version().value()).publicParts());
        Certificate third = web.make(policy(IssuerReference.SELF, SecretFormat.PEM, true, true));
        assertThat(world.keys.get(vault, WEB, third.version().value()).publicParts())
                .usingRecursiveComparison()
                .isEqualTo(world.keys.get(vault, WEB, second.version().value()).publicParts());
        assertThat(web.secret().previous()).isEqualTo(second.version());
        assertThat(
                        refusal(() ->
                                done(
                                        world.certificates.create(
                                                vault,
                                                new ObjectName("other"),
                                                new NewCertificate(null, Tags.NONE, true, false),
                                                _ -> World.audited()))))
                .isEqualTo(new VaultError.BadParameter("policy", "given for the first version"));
    }

    @Test
    void aRenewalInProgressLeavesTheVersionThatWorks() {
        Certificate first = web.selfSigned();
        web.begin(policy(IssuerReference.UNKNOWN));
        assertThat(web.get().version()).isEqualTo(first.version());
        assertThat(web.secret().version()).isEqualTo(first.version());
        assertThat(world.certificates.lifeCycle().versions(vault, WEB, "", 25).items()).hasSize(2);
    }

    @Test
    void anImportTellsItsPolicyFromTheCertificate() {
        Certificate made = web.make(policy(IssuerReference.SELF, SecretFormat.PEM, true, false));
        CertificateImport wanted =
                new CertificateImport(
                        web.secret().value(),
                        SecretFormat.PEM,
                        null,
                        policy -> policy,
                        true,
                        Tags.NONE,
                        true,
                        false,
                        () -> {});
        ObjectName copy = new ObjectName("copy");
        Certificate imported =
                done(
                        world.certificates.importCertificate(
                                vault, copy, wanted, _ -> World.audited()));
        assertThat(leaf(imported)).isEqualTo(leaf(made));
        CertificatePolicy told = world.certificates.policy(vault, copy).orElseThrow().policy();
        assertThat(told).isEqualTo(policy(IssuerReference.UNKNOWN, SecretFormat.PEM, true, false));
        assertThat(world.certificates.hasOperation(vault, copy)).isFalse();
        world.clock.advance(Duration.ofDays(400));
        assertThat(
                        refusal(() ->
                                done(
                                        world.certificates.importCertificate(
                                                vault, copy, wanted, _ -> World.audited()))))
                .isEqualTo(
                        new VaultError.BadParameter("value", "a certificate that hasn't expired"));
    }
}
