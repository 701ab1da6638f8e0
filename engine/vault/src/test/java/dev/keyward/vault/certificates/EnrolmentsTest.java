package dev.keyward.vault.certificates;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static dev.keyward.vault.certificates.CertificateVault.BY_SLOW;
import static dev.keyward.vault.certificates.CertificateVault.SLOW;
import static dev.keyward.vault.certificates.CertificateVault.WEB;
import static dev.keyward.vault.certificates.CertificateVault.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.certificates.CertificateChain;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.World;
import dev.keyward.vault.issuers.Issuer;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.issuers.Organization;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that others sign: by merge, and by issuers that take their time.
class EnrolmentsTest {
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
    void whatSomebodyElseSignedIsMerged() {
        CertificateOperation operation = web.begin(policy(IssuerReference.UNKNOWN));
        assertThat(web.status())
                .isEqualTo(
                        new OperationStatus.InProgress(
                                "Pending certificate created. Please Perform Merge to complete the"
                                        + " request."));
        world.enrolments.proceed(vault.id(), WEB);
        assertThat(refusal(() -> web.begin(null)))
                .isEqualTo(new VaultError.CertificateInProgress());
        byte[] signed =
                world.authority.sign(
                        operation.request(), policy(IssuerReference.UNKNOWN).x509(), World.START);
        CertificateMerge merge =
                new CertificateMerge(List.of(world.authority.certificate, signed), null, null);
        Certificate merged =
                done(world.certificates.merge(vault, WEB, merge, _ -> World.audited()));
        assertThat(Objects.requireNonNull(merged.chain()).certificates())
                .containsExactly(signed, world.authority.certificate);
        assertThat(web.file(web.secret(), SecretFormat.PKCS12).chain().encoded())
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
    @Tag("reliability:R-13")
    void anOrderBegunByAWrongClockGoesOnAtOnceAndWhenItIsRight() {
        web.issuer(true);
        world.authority.willing = false;
        world.clock.set(Duration.ofDays(3653));
        web.begin(policy(BY_SLOW));
        assertThat(world.attended(world.enrolments)).isEqualTo(1);
        web.begin(policy(BY_SLOW));

        world.clock.set(Duration.ofDays(-3653));
        world.authority.willing = true;
        assertThat(world.attended(world.enrolments)).isEqualTo(1);
        assertThat(web.get().chain()).isNotNull();
    }

    @Test
    void aCertificateForAnotherKeyIsNotMerged() {
        web.begin(policy(IssuerReference.UNKNOWN));
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
        assertThat(web.status()).isInstanceOf(OperationStatus.InProgress.class);
    }

    @Test
    void theKeyThatWasReadForACertificateOfAnotherKeyIsWiped() {
        web.begin(policy(IssuerReference.UNKNOWN));
        SideRows.Row<Enrolment> row = world.certificates.rows().enrolment(vault.id(), WEB);
        byte[] held =
                Objects.requireNonNull(row.value().pkcs8())
                        .use(SecretAccess.request(), bytes -> bytes);
        List<byte[]> another = List.of(world.authority.certificate);
        assertThat(
                        refusal(() ->
                                done(
                                        world.certificates
                                                .making()
                                                .complete(
                                                        vault.id(),
                                                        row,
                                                        CertificateChain.parse(another),
                                                        new CertificateMerge(another, null, null),
                                                        _ -> World.audited()))))
                .isInstanceOf(VaultError.BadParameter.class);
        assertThat(held).isNotEmpty().containsOnly(0);
    }

    @Test
    void anIssuerMayTakeItsTimeAndOutliveTheProcess() {
        web.issuer(true);
        world.authority.steps = 2;
        CertificateOperation operation = web.begin(policy(BY_SLOW));
        assertThat(world.attended(world.enrolments)).isEqualTo(1);
        assertThat(world.attended(world.enrolments)).isZero();
        world.clock.advance(Duration.ofMinutes(5));
        world.reopen();
        assertThat(world.attended(world.enrolments)).isEqualTo(1);
        assertThat(web.status()).isEqualTo(new OperationStatus.InProgress("step 1"));
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
        assertThat(web.status()).isInstanceOf(OperationStatus.Completed.class);
        assertThat(world.authority.asked).hasSize(3).containsOnly(operation.requestId());
        assertThat(Objects.requireNonNull(web.get().chain()).certificates()).hasSize(2);
    }

    @Test
    void anUnreachableIssuerIsAskedAgainAndARefusalIsTold() {
        web.issuer(true);
        world.authority.reachable = false;
        web.begin(policy(BY_SLOW));
        world.attended(world.enrolments);
        assertThat(web.status()).isInstanceOf(OperationStatus.InProgress.class);
        world.clock.advance(Duration.ofSeconds(59));
        assertThat(world.attended(world.enrolments)).isZero();
        world.clock.advance(Duration.ofSeconds(1));
        world.authority.reachable = true;
        world.authority.willing = false;
        world.attended(world.enrolments);
        assertThat(web.status())
                .isEqualTo(new OperationStatus.Failed("Request rejected", "we don't know you"));
        assertThat(web.get().chain()).isNull();
    }

    @Test
    void aStepThatCannotSucceedIsTheEnd() {
        web.issuer(true);
        world.authority.broken = true;
        web.begin(policy(BY_SLOW));
        assertThat(world.attended(world.enrolments)).isEqualTo(1);
        assertThat(web.status())
                .isEqualTo(
                        new OperationStatus.Failed(
                                "Certificate issuer error",
                                "an internal error; the log of the server says more under this"
                                        + " request"));
        world.clock.advance(Duration.ofDays(1));
        assertThat(world.attended(world.enrolments)).isZero();
        assertThat(world.authority.asked).hasSize(1);
        world.authority.broken = false;
        web.begin(null);
        world.attended(world.enrolments);
        assertThat(web.status()).isInstanceOf(OperationStatus.Completed.class);
    }

    @Test
    void furtherNamesWillDoWithoutASubject() {
        Certificate nameless =
                web.make(
                        policy(
                                IssuerReference.SELF,
                                new X509Properties(
                                        "",
                                        new SubjectAlternativeNames(
                                                List.of("web.contoso.local"),
                                                List.of(),
                                                List.of(),
                                                List.of(),
                                                List.of()),
                                        X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                                        X509Properties.DEFAULT_KEY_USAGE,
                                        12)));
        assertThat(web.status()).isInstanceOf(OperationStatus.Completed.class);
        assertThat(nameless.chain()).isNotNull();
    }

    @Test
    void aStepThatDiedIsTakenAnewByAnotherProcess() {
        web.issuer(true);
        web.begin(policy(BY_SLOW));
        // As after a crash between the claim and the answer.
        world.authority.reachable = false;
        world.attended(world.enrolments);
        world.authority.reachable = true;
        world.clock.advance(Duration.ofMinutes(2));
        world.reopen();
        world.attended(world.enrolments);
        assertThat(web.status()).isInstanceOf(OperationStatus.Completed.class);
    }

    @Test
    void cancellingIsAskedFirstAndDoneThen() {
        web.issuer(true);
        world.authority.steps = 5;
        CertificateOperation operation = web.begin(policy(BY_SLOW));
        world.attended(world.enrolments);
        CertificateOperation asked =
                done(world.certificates.cancel(vault, WEB, _ -> World.audited()));
        assertThat(asked.cancellationRequested()).isTrue();
        assertThat(asked.status()).isInstanceOf(OperationStatus.InProgress.class);
        world.attended(world.enrolments);
        assertThat(web.status()).isInstanceOf(OperationStatus.Canceled.class);
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
        web.begin(policy(IssuerReference.UNKNOWN));
        assertThat(refusal(() -> world.certificates.operation(vault, WEB, "0".repeat(32))))
                .isEqualTo(new VaultError.PendingCertificateNotFound("web"));
        done(world.certificates.deleteOperation(vault, WEB, _ -> World.audited()));
        assertThat(refusal(web::status))
                .isEqualTo(new VaultError.PendingCertificateNotFound("web"));
        assertThat(web.get().chain()).isNull();
        assertThat(world.certificates.hasOperation(vault, WEB)).isFalse();
        assertThat(web.make(policy(IssuerReference.SELF)).chain()).isNotNull();
    }

    @Test
    void anIssuerKeepsItsPasswordToItself() {
        web.issuer(true);
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
        assertThat(refusal(() -> web.begin(policy(BY_SLOW))))
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
        web.begin(policy(BY_SLOW));
        world.attended(world.enrolments);
        assertThat(web.status())
                .isInstanceOfSatisfying(
                        OperationStatus.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo("Certificate issuer error"));
    }
}
