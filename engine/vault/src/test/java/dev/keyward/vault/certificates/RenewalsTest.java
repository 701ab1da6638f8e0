package dev.keyward.vault.certificates;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.certificates.CertificateVault.BY_SLOW;
import static dev.keyward.vault.certificates.CertificateVault.WEB;
import static dev.keyward.vault.certificates.CertificateVault.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.LifetimeAction;
import dev.keyward.vault.World;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done about certificates when their time comes.
class RenewalsTest {
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
    void whatSignsItselfIsRenewedWhenItsTimeComes() {
        Certificate first = web.selfSigned();
        world.events.clear();
        world.clock.advance(Duration.ofDays(291));
        assertThat(world.attended(world.renewals)).isZero();
        world.clock.advance(Duration.ofDays(1));
        assertThat(world.attended(world.renewals)).isEqualTo(1);
        Certificate second = web.get();
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
        web.issuer(true);
        web.begin(policy(BY_SLOW));
        world.attended(world.enrolments);
        Certificate first = web.get();
        assertThat(first.chain()).isNotNull();
        world.authority.willing = false;
        world.clock.advance(Duration.ofDays(81));
        assertThat(world.attended(world.renewals)).isEqualTo(1);
        assertThat(web.status()).isInstanceOf(OperationStatus.Failed.class);
        assertThat(web.get().version()).isEqualTo(first.version());
        assertThat(world.attended(world.renewals)).isZero();
        world.clock.advance(Duration.ofDays(1));
        world.authority.willing = true;
        assertThat(world.attended(world.renewals)).isEqualTo(1);
        assertThat(web.status()).isInstanceOf(OperationStatus.Completed.class);
    }

    @Test
    void contactsAreToldOnceOfWhatNobodyRenews() {
        CertificateOperation operation = web.begin(policy(IssuerReference.UNKNOWN));
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
                                vault.id(), ObjectKind.CERTIFICATE, WEB, web.get().version()));
    }

    @Test
    void nothingIsDoneToWhatIsDeleted() {
        web.selfSigned();
        done(world.certificates.lifeCycle().delete(vault, WEB, _ -> World.audited()));
        world.clock.advance(Duration.ofDays(300));
        assertThat(world.attended(world.renewals)).isZero();
        done(world.certificates.lifeCycle().recover(vault, WEB, _ -> World.audited()));
        assertThat(world.attended(world.renewals)).isEqualTo(1);
    }

    @Test
    void aChangedPolicyChangesWhenItActs() {
        web.selfSigned();
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
}
