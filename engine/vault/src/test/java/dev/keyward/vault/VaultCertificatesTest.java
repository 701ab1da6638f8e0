package dev.keyward.vault;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.CertificateFile;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.LifetimeAction;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.certificates.IssuerSettings;
import dev.keyward.vault.certificates.Organization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultCertificatesTest {
    private static final ObjectName WEB = new ObjectName("web");
    private static final ObjectName SLOW = new ObjectName("slow");
    private static final IssuerReference BY_SLOW = new IssuerReference("slow", null, null);

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

    private static CertificatePolicy policy(IssuerReference issuer) {
        return policy(issuer, SecretFormat.PKCS12, true, false);
    }

    private static CertificatePolicy policy(
            IssuerReference issuer, SecretFormat format, boolean exportable, boolean reuse) {
        return new CertificatePolicy(
                new CertificateKey(CertificatePolicy.DEFAULT_KEY, exportable, reuse),
                format,
                new X509Properties(
                        "CN=web",
                        SubjectAlternativeNames.NONE,
                        X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                        X509Properties.DEFAULT_KEY_USAGE,
                        12),
                CertificatePolicy.defaultLifetimeActions(issuer),
                issuer);
    }

    private CertificateOperation begin(@Nullable CertificatePolicy policy) {
        return done(
                world.certificates.create(
                        vault,
                        WEB,
                        new NewCertificate(
                                policy == null ? null : new NewCertificate.PolicyWish(policy, true),
                                new Tags(Map.of("team", "web")),
                                true,
                                false),
                        _ -> World.audited()));
    }

    private Certificate selfSigned() {
        return make(policy(IssuerReference.SELF));
    }

    private Certificate make(@Nullable CertificatePolicy policy) {
        begin(policy);
        world.enrolments.proceed(vault.id(), WEB);
        return get();
    }

    private Certificate get() {
        return world.certificates.get(vault, WEB, null);
    }

    private OperationStatus status() {
        return world.certificates.operation(vault, WEB, null).status();
    }

    private void issuer(boolean enabled) {
        done(
                world.issuers.set(
                        vault,
                        SLOW,
                        new IssuerSettings(
                                "SLOW",
                                "account",
                                SecretBytes.ofUtf8("pass"),
                                Organization.NONE,
                                enabled),
                        _ -> World.audited()));
    }

    private Secret secret() {
        return world.secrets.get(vault, WEB, null);
    }

    private CertificateFile.Content file(Secret secret, SecretFormat format) {
        byte[] value = secret.value().toByteArray(SecretAccess.request());
        return new CertificateFile(world.random)
                .read(
                        format,
                        SecretBytes.adopt(
                                format == SecretFormat.PEM
                                        ? value
                                        : Base64.getDecoder().decode(value)),
                        null);
    }

    private static byte[] leaf(Certificate certificate) {
        return Objects.requireNonNull(certificate.chain()).leafDer();
    }

    @Test
    void aBegunVersionIsThereButDisabledUntilItIsSigned() {
        CertificateOperation operation = begin(policy(IssuerReference.SELF));
        Certificate begun = get();
        assertThat(operation.requestId()).matches("[0-9a-f]{32}");
        assertThat(begun.chain()).isNull();
        assertThat(begun.attributes().enabled()).isFalse();
        assertThat(refusal(() -> world.keys.get(vault, WEB, null)))
                .isInstanceOf(VaultError.ObjectNotFound.class);

        world.enrolments.proceed(vault.id(), WEB);

        Certificate signed = get();
        assertThat(signed.version()).isEqualTo(begun.version());
        assertThat(signed.attributes().enabled()).isTrue();
        assertThat(signed.attributes().notBefore()).isEqualTo(World.START.minusSeconds(600));
        assertThat(signed.attributes().expires()).isEqualTo(Instant.parse("2027-03-01T09:50:00Z"));
        assertThat(signed.tags().values()).containsEntry("team", "web");
        assertThat(status()).isInstanceOf(OperationStatus.Completed.class);
        assertThat(world.events)
                .containsExactly(
                        new Deed.CertificateSettled(
                                vault.id(), WEB, signed.version(), Deed.Settlement.ISSUED));
    }

    @Test
    void aVersionIsThreeObjectsWithOneId() {
        Certificate made = selfSigned();
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
        CertificateFile.Content file = file(secret, SecretFormat.PKCS12);
        assertThat(file.chain().encoded()).containsExactly(leaf(made));
        assertThat(file.chain().leaf(key.publicParts())).isEqualTo(leaf(made));
    }

    @Test
    void aSecretHoldsTheKeyOnlyIfItMayLeave() {
        make(policy(IssuerReference.SELF, SecretFormat.PEM, false, false));
        String pem = secret().value().toUtf8(SecretAccess.request());
        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----").doesNotContain("PRIVATE KEY");
    }

    @Test
    void itsKeyAndSecretChangeOnlyThroughTheCertificate() {
        selfSigned();
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
        selfSigned();
        Certificate disabled =
                done(
                        world.certificates.update(
                                vault,
                                WEB,
                                null,
                                new CertificateChange(false, new Tags(Map.of("a", "b")), null),
                                _ -> World.audited()));
        assertThat(disabled.attributes().enabled()).isFalse();
        assertThat(get().tags().values()).containsOnlyKeys("a");
        assertThat(refusal(this::secret)).isInstanceOf(VaultError.SecretDisabled.class);
        assertThat(refusal(() -> world.keys.use(vault, WEB, null, KeyOperation.SIGN)))
                .isInstanceOf(VaultError.KeyDisabled.class);
    }

    @Test
    void allThreeAreDeletedRecoveredAndPurgedTogether() {
        Certificate made = selfSigned();
        LifeCycle<Certificate> life = world.certificates.lifeCycle();
        Certificate deleted = done(life.delete(vault, WEB, _ -> World.audited()));
        assertThat(deleted.deletion()).isNotNull();
        assertThat(refusal(this::secret)).isInstanceOf(VaultError.ObjectNotFound.class);
        assertThat(world.secrets.lifeCycle().getDeleted(vault, WEB).version())
                .isEqualTo(made.version());
        assertThat(world.secrets.lifeCycle().listDeleted(vault, "", 25).items()).isEmpty();
        assertThat(world.keys.lifeCycle().listDeleted(vault, "", 25).items()).isEmpty();
        assertThat(life.listDeleted(vault, "", 25).items()).hasSize(1);
        assertThat(refusal(() -> world.set(vault, "web", "x")))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.SECRET, WEB));
        assertThat(refusal(() -> begin(policy(IssuerReference.SELF))))
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
        assertThat(refusal(this::status)).isInstanceOf(VaultError.PendingCertificateNotFound.class);

        done(life.recover(vault, WEB, _ -> World.audited()));
        assertThat(secret().version()).isEqualTo(made.version());
        assertThat(status()).isInstanceOf(OperationStatus.Completed.class);

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
        selfSigned();
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
        Certificate first = selfSigned();
        Certificate second = make(null);
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
        assertThat(refusal(() -> begin(policy(IssuerReference.SELF))))
                .isEqualTo(new VaultError.NameTaken(ObjectKind.SECRET, WEB));
        world.delete(vault, "web");
        assertThat(refusal(() -> begin(policy(IssuerReference.SELF))))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.SECRET, WEB));
    }

    @Test
    void aSecondVersionGoesByTheStoredPolicyAndTakesANewKeyUnlessToldOtherwise() {
        Certificate first = selfSigned();
        Certificate second = make(null);
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(world.keys.get(vault, WEB, second.version().value()).publicParts())
                .usingRecursiveComparison()
                .isNotEqualTo(world.keys.get(vault, WEB, first.version().value()).publicParts());
        Certificate third = make(policy(IssuerReference.SELF, SecretFormat.PEM, true, true));
        assertThat(world.keys.get(vault, WEB, third.version().value()).publicParts())
                .usingRecursiveComparison()
                .isEqualTo(world.keys.get(vault, WEB, second.version().value()).publicParts());
        assertThat(secret().previous()).isEqualTo(second.version());
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
        Certificate first = selfSigned();
        begin(policy(IssuerReference.UNKNOWN));
        assertThat(get().version()).isEqualTo(first.version());
        assertThat(secret().version()).isEqualTo(first.version());
        assertThat(world.certificates.lifeCycle().versions(vault, WEB, "", 25).items()).hasSize(2);
    }

    @Test
    void whatSomebodyElseSignedIsMerged() {
        CertificateOperation operation = begin(policy(IssuerReference.UNKNOWN));
        assertThat(status())
                .isEqualTo(
                        new OperationStatus.InProgress(
                                "Pending certificate created. Please Perform Merge to complete the"
                                        + " request."));
        world.enrolments.proceed(vault.id(), WEB);
        assertThat(refusal(() -> begin(null))).isEqualTo(new VaultError.CertificateInProgress());
        byte[] signed =
                world.authority.sign(
                        operation.request(), policy(IssuerReference.UNKNOWN).x509(), World.START);
        CertificateMerge merge =
                new CertificateMerge(List.of(world.authority.certificate, signed), null, null);
        Certificate merged =
                done(world.certificates.merge(vault, WEB, merge, _ -> World.audited()));
        assertThat(Objects.requireNonNull(merged.chain()).certificates())
                .containsExactly(signed, world.authority.certificate);
        assertThat(file(secret(), SecretFormat.PKCS12).chain().encoded())
                .containsExactly(signed, world.authority.certificate);
        assertThat(
                        refusal(() ->
                                done(
                                        world.certificates.merge(
                                                vault, WEB, merge, _ -> World.audited()))))
                .isEqualTo(
                        new VaultError.BadRequestText(
                                "The CSR used to get your certificate has already been used."
                                        + " Please try to generate a new certificate with a new"
                                        + " CSR."));
    }

    @Test
    void aCertificateForAnotherKeyIsNotMerged() {
        begin(policy(IssuerReference.UNKNOWN));
        assertThat(
                        refusal(() ->
                                done(
                                        world.certificates.merge(
                                                vault,
                                                WEB,
                                                new CertificateMerge(
                                                        List.of(world.authority.certificate),
                                                        null,
                                                        null),
                                                _ -> World.audited()))))
                .isInstanceOf(VaultError.BadParameter.class);
        assertThat(status()).isInstanceOf(OperationStatus.InProgress.class);
    }

    @Test
    void anIssuerMayTakeItsTimeAndOutliveTheProcess() {
        issuer(true);
        world.authority.steps = 2;
        CertificateOperation operation = begin(policy(BY_SLOW));
        assertThat(world.attended(world.enrolments)).isEqualTo(1);
        assertThat(world.attended(world.enrolments)).isZero();
        world.clock.advance(Duration.ofMinutes(5));
        world.reopen();
        assertThat(world.attended(world.enrolments)).isEqualTo(1);
        assertThat(status()).isEqualTo(new OperationStatus.InProgress("step 1"));
        assertThat(
                        refusal(() ->
                                done(
                                        world.certificates.merge(
                                                vault,
                                                WEB,
                                                new CertificateMerge(
                                                        List.of(world.authority.certificate),
                                                        null,
                                                        null),
                                                _ -> World.audited()))))
                .isEqualTo(new VaultError.MergeForbidden("slow"));
        world.clock.advance(Duration.ofMinutes(5));
        assertThat(world.attended(world.enrolments)).isEqualTo(1);
        assertThat(status()).isInstanceOf(OperationStatus.Completed.class);
        assertThat(world.authority.asked).hasSize(3).containsOnly(operation.requestId());
        assertThat(Objects.requireNonNull(get().chain()).certificates()).hasSize(2);
    }

    @Test
    void anUnreachableIssuerIsAskedAgainAndARefusalIsTold() {
        issuer(true);
        world.authority.reachable = false;
        begin(policy(BY_SLOW));
        world.attended(world.enrolments);
        assertThat(status()).isInstanceOf(OperationStatus.InProgress.class);
        world.clock.advance(Duration.ofSeconds(59));
        assertThat(world.attended(world.enrolments)).isZero();
        world.clock.advance(Duration.ofSeconds(1));
        world.authority.reachable = true;
        world.authority.willing = false;
        world.attended(world.enrolments);
        assertThat(status())
                .isEqualTo(new OperationStatus.Failed("Request rejected", "we don't know you"));
        assertThat(get().chain()).isNull();
    }

    @Test
    void aStepThatDiedIsTakenAnewByAnotherProcess() {
        issuer(true);
        begin(policy(BY_SLOW));
        // As after a crash between the claim and the answer.
        world.authority.reachable = false;
        world.attended(world.enrolments);
        world.authority.reachable = true;
        world.clock.advance(Duration.ofMinutes(2));
        world.reopen();
        world.attended(world.enrolments);
        assertThat(status()).isInstanceOf(OperationStatus.Completed.class);
    }

    @Test
    void cancellingIsAskedFirstAndDoneThen() {
        issuer(true);
        world.authority.steps = 5;
        CertificateOperation operation = begin(policy(BY_SLOW));
        world.attended(world.enrolments);
        CertificateOperation asked =
                done(world.certificates.cancel(vault, WEB, _ -> World.audited()));
        assertThat(asked.cancellationRequested()).isTrue();
        assertThat(asked.status()).isInstanceOf(OperationStatus.InProgress.class);
        world.attended(world.enrolments);
        assertThat(status()).isInstanceOf(OperationStatus.Canceled.class);
        assertThat(world.authority.canceled).containsExactly(operation.requestId());
        assertThat(refusal(() -> done(world.certificates.cancel(vault, WEB, _ -> World.audited()))))
                .isInstanceOf(VaultError.BadParameter.class);
        CertificateMerge other =
                new CertificateMerge(
                        List.of(
                                world.authority.sign(
                                        operation.request(), policy(BY_SLOW).x509(), World.START)),
                        false,
                        null);
        assertThat(
                        done(world.certificates.merge(vault, WEB, other, _ -> World.audited()))
                                .attributes()
                                .enabled())
                .as("what was got by other means may be merged now")
                .isFalse();
    }

    @Test
    void aRemovedRecordLeavesAHalfMadeVersion() {
        begin(policy(IssuerReference.UNKNOWN));
        assertThat(refusal(() -> world.certificates.operation(vault, WEB, "0".repeat(32))))
                .isEqualTo(new VaultError.PendingCertificateNotFound("web"));
        done(world.certificates.deleteOperation(vault, WEB, _ -> World.audited()));
        assertThat(refusal(this::status))
                .isEqualTo(new VaultError.PendingCertificateNotFound("web"));
        assertThat(get().chain()).isNull();
        assertThat(world.certificates.hasOperation(vault, WEB)).isFalse();
        assertThat(make(policy(IssuerReference.SELF)).chain()).isNotNull();
    }

    @Test
    void anImportTellsItsPolicyFromTheCertificate() {
        Certificate made = make(policy(IssuerReference.SELF, SecretFormat.PEM, true, false));
        CertificateImport wanted =
                new CertificateImport(
                        secret().value(),
                        SecretFormat.PEM,
                        null,
                        policy -> policy,
                        true,
                        Tags.NONE,
                        true,
                        false);
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

    @Test
    void whatSignsItselfIsRenewedWhenItsTimeComes() {
        Certificate first = selfSigned();
        world.events.clear();
        world.clock.advance(Duration.ofDays(291));
        assertThat(world.attended(world.renewals)).isZero();
        world.clock.advance(Duration.ofDays(1));
        assertThat(world.attended(world.renewals)).isEqualTo(1);
        Certificate second = get();
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(second.tags()).isEqualTo(first.tags());
        assertThat(second.attributes().created()).isEqualTo(world.clock.instant());
        assertThat(world.certificates.get(vault, WEB, first.version().value()).attributes())
                .isEqualTo(first.attributes());
        assertThat(world.events)
                .containsExactly(
                        new Deed.ObjectRenewed(
                                vault.id(), ObjectKind.CERTIFICATE, WEB, second.version()),
                        new Deed.CertificateSettled(
                                vault.id(), WEB, second.version(), Deed.Settlement.ISSUED));
        assertThat(world.attended(world.renewals)).isZero();
    }

    @Test
    void aRenewalThatFailsIsTriedOnceADay() {
        issuer(true);
        begin(policy(BY_SLOW));
        world.attended(world.enrolments);
        Certificate first = get();
        assertThat(first.chain()).isNotNull();
        world.authority.willing = false;
        world.clock.advance(Duration.ofDays(81));
        assertThat(world.attended(world.renewals)).isEqualTo(1);
        assertThat(status()).isInstanceOf(OperationStatus.Failed.class);
        assertThat(get().version()).isEqualTo(first.version());
        assertThat(world.attended(world.renewals)).isZero();
        world.clock.advance(Duration.ofDays(1));
        world.authority.willing = true;
        assertThat(world.attended(world.renewals)).isEqualTo(1);
        assertThat(status()).isInstanceOf(OperationStatus.Completed.class);
    }

    @Test
    void contactsAreToldOnceOfWhatNobodyRenews() {
        CertificateOperation operation = begin(policy(IssuerReference.UNKNOWN));
        done(
                world.certificates.merge(
                        vault,
                        WEB,
                        new CertificateMerge(
                                List.of(
                                        world.authority.sign(
                                                operation.request(),
                                                policy(IssuerReference.UNKNOWN).x509(),
                                                World.START)),
                                null,
                                null),
                        _ -> World.audited()));
        world.clock.advance(Duration.ofDays(80));
        assertThat(world.attended(world.renewals)).isEqualTo(1);
        assertThat(world.attended(world.renewals)).isZero();
        world.clock.advance(Duration.ofDays(10));
        assertThat(world.attended(world.renewals)).isZero();
        assertThat(world.events)
                .containsExactly(
                        new Deed.NearExpiry(
                                vault.id(), ObjectKind.CERTIFICATE, WEB, get().version()));
    }

    @Test
    void nothingIsDoneToWhatIsDeleted() {
        selfSigned();
        done(world.certificates.lifeCycle().delete(vault, WEB, _ -> World.audited()));
        world.clock.advance(Duration.ofDays(300));
        assertThat(world.attended(world.renewals)).isZero();
        done(world.certificates.lifeCycle().recover(vault, WEB, _ -> World.audited()));
        assertThat(world.attended(world.renewals)).isEqualTo(1);
    }

    @Test
    void aChangedPolicyChangesWhenItActs() {
        selfSigned();
        done(
                world.certificates.updatePolicy(
                        vault,
                        WEB,
                        old ->
                                new CertificatePolicy(
                                        old.key(),
                                        old.format(),
                                        old.x509(),
                                        List.of(
                                                new LifetimeAction(
                                                        new LifetimeAction.Trigger.Percentage(1),
                                                        LifetimeAction.Kind.AUTO_RENEW)),
                                        old.issuer()),
                        null,
                        _ -> World.audited()));
        world.clock.advance(Duration.ofDays(4));
        assertThat(world.attended(world.renewals)).isEqualTo(1);
        assertThat(world.certificates.lifeCycle().versions(vault, WEB, "", 25).items()).hasSize(2);
    }

    @Test
    void anIssuerKeepsItsPasswordToItself() {
        issuer(true);
        world.reopen();
        Issuer issuer = world.issuers.get(vault, SLOW);
        assertThat(issuer.settings().password()).isEqualTo(SecretBytes.ofUtf8("pass"));
        assertThat(issuer.toString()).doesNotContain("account").doesNotContain("pass");
        assertThat(
                        refusal(() ->
                                done(
                                        world.issuers.set(
                                                vault,
                                                new ObjectName("Self"),
                                                issuer.settings(),
                                                _ -> World.audited()))))
                .isInstanceOf(VaultError.BadParameter.class);
        assertThat(
                        refusal(() ->
                                done(
                                        world.issuers.update(
                                                vault,
                                                SLOW,
                                                old ->
                                                        new IssuerSettings(
                                                                old.provider(),
                                                                null,
                                                                null,
                                                                old.organization(),
                                                                true),
                                                _ -> World.audited()))))
                .as("the provider has a say")
                .isInstanceOf(VaultError.BadParameter.class);
        done(world.issuers.delete(vault, SLOW, _ -> World.audited()));
        assertThat(refusal(() -> world.issuers.get(vault, SLOW)))
                .isEqualTo(new VaultError.IssuerNotFound("slow"));
        assertThat(refusal(() -> begin(policy(BY_SLOW))))
                .isInstanceOf(VaultError.BadParameter.class);
    }

    @Test
    void anIssuerWithoutAProviderHereFailsTheOrder() {
        done(
                world.issuers.set(
                        vault,
                        SLOW,
                        new IssuerSettings("DigiCert", null, null, Organization.NONE, true),
                        _ -> World.audited()));
        begin(policy(BY_SLOW));
        world.attended(world.enrolments);
        assertThat(status())
                .isInstanceOfSatisfying(
                        OperationStatus.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("Certificate issuer error"));
    }
}
