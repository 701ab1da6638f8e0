package dev.keyward.directory.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.SignIns;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.Applications;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is taken away stops working with the next request, whatever token is held.
@Tag("security:S-08")
class RevocationTest {
    @TempDir Path folder;
    private Deployment deployment;
    private Directory directory;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        directory = deployment.directory;
    }

    @Test
    void aDisabledPrincipalIsRefusedAtOnceAndLetInAgain() {
        String token = deployment.token(Deployment.VAULT);
        verify(token);

        Deployment.await(
                directory
                        .principals()
                        .setEnabled(deployment.administrator(), false, Deployment.EVIDENCE));
        assertRevoked(token);

        Deployment.await(
                directory
                        .principals()
                        .setEnabled(deployment.administrator(), true, Deployment.EVIDENCE));
        verify(token);
    }

    @Test
    void aDisabledPrincipalGetsNoToken() {
        Deployment.await(
                directory
                        .principals()
                        .setEnabled(deployment.administrator(), false, Deployment.EVIDENCE));
        SignInResult result =
                SignIns.application(
                        directory.signIn(),
                        tenant(),
                        deployment.administrator().appId(),
                        deployment.secret(),
                        Deployment.VAULT,
                        Deployment.ATTEMPT);
        assertThat(result).isEqualTo(new SignInResult.Refused(SignInResult.Reason.DISABLED));
    }

    @Test
    void revokingTokensEndsOldOnesAndNotLaterOnes() {
        String old = deployment.token(Deployment.VAULT);
        Deployment.await(
                directory
                        .principals()
                        .revokeTokens(deployment.administrator(), Deployment.EVIDENCE));
        assertRevoked(old);

        deployment.clock.advance(Duration.ofSeconds(1));
        verify(deployment.token(Deployment.VAULT));
        assertRevoked(old);
    }

    @Test
    void removingASecretEndsTheTokensItWasShownForAndNoOthers() {
        Application application =
                directory
                        .principals()
                        .application(tenant(), deployment.administrator().appId())
                        .orElseThrow();
        Applications.NewSecret second =
                Deployment.await(
                        directory
                                .applications()
                                .addSecret(
                                        application,
                                        "second",
                                        deployment.clock.instant(),
                                        deployment.clock.instant().plus(Duration.ofDays(30)),
                                        Deployment.EVIDENCE));
        String byFirst = deployment.token(Deployment.VAULT);
        String bySecond = token(second.value());

        Application now =
                directory.principals().application(tenant(), application.appId()).orElseThrow();
        Deployment.await(
                directory
                        .applications()
                        .removeSecret(
                                now,
                                application.credentials().getFirst().keyId(),
                                Deployment.EVIDENCE));

        assertRevoked(byFirst);
        verify(bySecond);
        assertThat(
                        SignIns.application(
                                directory.signIn(),
                                tenant(),
                                application.appId(),
                                deployment.secret(),
                                Deployment.VAULT,
                                Deployment.ATTEMPT))
                .isEqualTo(new SignInResult.Refused(SignInResult.Reason.BAD_CLIENT));
    }

    @Test
    void aDeletedPrincipalIsRefusedAfterARestartToo() {
        String token = deployment.token(Deployment.VAULT);
        Deployment.await(
                directory.principals().delete(deployment.administrator(), Deployment.EVIDENCE));
        assertRevoked(token);
        assertThatThrownBy(() -> deployment.open().tokens().verify(token, ResourceServer.VAULT))
                .isInstanceOf(VaultException.class);
    }

    /// What is decided on one node is known on another before the first has answered.
    @Test
    void whatIsTakenAwayStopsWorkingOnAnotherNodeToo() {
        Directory other = deployment.open();
        String token = deployment.token(Deployment.VAULT);
        assertThat(other.tokens().verify(token, ResourceServer.VAULT).isApplication()).isTrue();

        Deployment.await(
                directory
                        .principals()
                        .setEnabled(deployment.administrator(), false, Deployment.EVIDENCE));

        assertThatThrownBy(() -> other.tokens().verify(token, ResourceServer.VAULT))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void groupsAreThoseOfThisMomentAndReachThroughGroups() {
        String token = deployment.token(Deployment.VAULT);
        PrincipalId member = deployment.administrator().id();
        Principal.Group inner =
                Deployment.await(
                        directory
                                .principals()
                                .createGroup(
                                        tenant(),
                                        "inner",
                                        null,
                                        Set.of(member),
                                        Deployment.EVIDENCE));
        Principal.Group outer =
                Deployment.await(
                        directory
                                .principals()
                                .createGroup(
                                        tenant(),
                                        "outer",
                                        null,
                                        Set.of(inner.id()),
                                        Deployment.EVIDENCE));
        // A circle must not hang anything.
        Deployment.await(directory.principals().addMember(inner, outer.id(), Deployment.EVIDENCE));

        assertThat(verify(token).groups()).containsExactlyInAnyOrder(inner.id(), outer.id());

        Deployment.await(directory.principals().removeMember(inner, member, Deployment.EVIDENCE));
        assertThat(verify(token).groups()).isEmpty();
        assertThat(deployment.open().tokens().verify(token, ResourceServer.VAULT).groups())
                .isEmpty();
    }

    private TenantId tenant() {
        return deployment.first.tenant().id();
    }

    private String token(SecretBytes secret) {
        SignInResult result =
                SignIns.application(
                        directory.signIn(),
                        tenant(),
                        deployment.administrator().appId(),
                        secret,
                        Deployment.VAULT,
                        Deployment.ATTEMPT);
        return Deployment.text(((SignInResult.Granted) result).token());
    }

    private Caller verify(String token) {
        return directory.tokens().verify(token, ResourceServer.VAULT);
    }

    private void assertRevoked(String token) {
        assertThatThrownBy(() -> verify(token))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("revoked");
    }
}
