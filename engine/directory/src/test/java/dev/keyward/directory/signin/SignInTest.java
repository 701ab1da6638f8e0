package dev.keyward.directory.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.SignIns;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.Applications;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    private static final UUID POWERSHELL = UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2");
    private static final SignInResult BAD_CLIENT =
            new SignInResult.Refused(SignInResult.Reason.BAD_CLIENT);
    private static final SignInResult BAD_USER =
            new SignInResult.Refused(SignInResult.Reason.BAD_USER);
    private static final SignInResult LOCKED = new SignInResult.Refused(SignInResult.Reason.LOCKED);

    @TempDir Path folder;
    private Deployment deployment;
    private SignIn signIn;
    private TenantId tenant;
    private UUID client;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        signIn = deployment.directory.signIn();
        tenant = deployment.first.tenant().id();
        client = deployment.administrator().appId();
    }

    @Test
    void anApplicationIsKnownByTheClientIdAndNotByItsObjectId() {
        assertThat(application(client, deployment.secret()))
                .isInstanceOf(SignInResult.Granted.class);
        assertThat(deployment.administrator().id().value()).isNotEqualTo(client.toString());
        assertThat(
                        application(
                                UUID.fromString(deployment.administrator().id().value()),
                                deployment.secret()))
                .isEqualTo(BAD_CLIENT);
    }

    @Test
    void aWrongSecretAndAnUnknownApplicationGetTheSameAnswer() {
        assertThat(application(client, SecretBytes.ofUtf8("wrong"))).isEqualTo(BAD_CLIENT);
        assertThat(application(UUID.randomUUID(), SecretBytes.ofUtf8("wrong")))
                .isEqualTo(BAD_CLIENT);
        assertThat(
                        SignIns.application(
                                signIn,
                                new TenantId(UUID.randomUUID()),
                                client,
                                deployment.secret(),
                                Deployment.VAULT,
                                Deployment.ATTEMPT))
                .isEqualTo(BAD_CLIENT);
    }

    @Test
    void guessingIsSlowedButNeverLocksTheRightSecretOut() {
        for (int i = 0; i < 10; i++) {
            assertThat(application(client, SecretBytes.ofUtf8("guess " + i))).isEqualTo(BAD_CLIENT);
        }
        assertThat(application(client, SecretBytes.ofUtf8("guess")))
                .isInstanceOf(SignInResult.Throttled.class);
        assertThat(application(client, deployment.secret()))
                .isInstanceOf(SignInResult.Granted.class);

        deployment.clock.advance(Duration.ofMinutes(1));
        assertThat(application(client, SecretBytes.ofUtf8("guess"))).isEqualTo(BAD_CLIENT);
    }

    @Test
    void aSecretIsGoodBetweenItsDatesAlone() {
        Instant now = deployment.clock.instant();
        Application application =
                Deployment.await(
                        deployment
                                .directory
                                .applications()
                                .register(
                                        tenant,
                                        "dated",
                                        Application.Profile.NONE,
                                        List.of(
                                                new Applications.ChosenSecret(
                                                        null,
                                                        SecretBytes.ofUtf8("chosen"),
                                                        now.plusSeconds(60),
                                                        now.plusSeconds(120))),
                                        List.of(),
                                        Deployment.EVIDENCE));
        Deployment.await(
                deployment
                        .directory
                        .applications()
                        .createServicePrincipal(application, Deployment.EVIDENCE));

        assertThat(application(application.appId(), SecretBytes.ofUtf8("chosen")))
                .isEqualTo(BAD_CLIENT);
        deployment.clock.advance(Duration.ofSeconds(60));
        assertThat(application(application.appId(), SecretBytes.ofUtf8("chosen")))
                .isInstanceOf(SignInResult.Granted.class);
        deployment.clock.advance(Duration.ofSeconds(60));
        assertThat(application(application.appId(), SecretBytes.ofUtf8("chosen")))
                .isEqualTo(BAD_CLIENT);
    }

    @Test
    @Tag("seed:A-6")
    void anApplicationWithoutServicePrincipalGetsNoToken() {
        Application application = registered("chosen");
        assertThat(application(application.appId(), SecretBytes.ofUtf8("chosen")))
                .isEqualTo(new SignInResult.Refused(SignInResult.Reason.NO_PRINCIPAL));
    }

    @Test
    void aChosenSecretIsLockedAfterFiveGuesses() {
        Application application = registered("chosen");
        Deployment.await(
                deployment
                        .directory
                        .applications()
                        .createServicePrincipal(application, Deployment.EVIDENCE));
        for (int i = 0; i < 5; i++) {
            assertThat(application(application.appId(), SecretBytes.ofUtf8("guess")))
                    .isEqualTo(BAD_CLIENT);
        }
        assertThat(application(application.appId(), SecretBytes.ofUtf8("chosen")))
                .isEqualTo(LOCKED);
        deployment.clock.advance(Duration.ofMinutes(15));
        assertThat(application(application.appId(), SecretBytes.ofUtf8("chosen")))
                .isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void aUserSignsInByNameInAnyLetterCase() {
        Principal.User alice = user("Alice@keyward.localhost", "correct horse");
        SignInResult result = user(alice, "alice@KEYWARD.localhost", "correct horse");
        Caller caller =
                deployment
                        .directory
                        .tokens()
                        .verify(
                                Deployment.text(((SignInResult.Granted) result).token()),
                                ResourceServer.VAULT);
        assertThat(caller.objectId()).isEqualTo(alice.id());
        assertThat(caller.client()).isEqualTo(POWERSHELL);
        assertThat(caller.user()).isEqualTo(new Caller.User(alice.principalName(), false));
        assertThat(caller.token().credential()).isZero();
    }

    @Test
    void anUnknownUserAndAWrongPasswordGetTheSameAnswersUntilBothAreLocked() {
        Principal.User alice = user("alice@keyward.localhost", "correct horse");
        for (int i = 0; i < 5; i++) {
            assertThat(user(alice, alice.principalName(), "wrong")).isEqualTo(BAD_USER);
            assertThat(user(alice, "nobody@keyward.localhost", "wrong")).isEqualTo(BAD_USER);
        }
        assertThat(user(alice, alice.principalName(), "correct horse")).isEqualTo(LOCKED);
        assertThat(user(alice, "ALICE@keyward.localhost", "correct horse")).isEqualTo(LOCKED);
        assertThat(user(alice, "nobody@keyward.localhost", "wrong")).isEqualTo(LOCKED);

        deployment.clock.advance(Duration.ofMinutes(15));
        assertThat(user(alice, alice.principalName(), "correct horse"))
                .isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void aUserWithoutPasswordCantSignInByPassword() {
        Principal.User local =
                Deployment.await(
                        deployment
                                .directory
                                .principals()
                                .createUser(
                                        tenant,
                                        "local@keyward.localhost",
                                        "local",
                                        null,
                                        Deployment.EVIDENCE));
        assertThat(user(local, local.principalName(), "")).isEqualTo(BAD_USER);
        assertThat(
                        deployment
                                .directory
                                .tokens()
                                .verify(
                                        Deployment.text(signIn.inProcess(local, Deployment.VAULT)),
                                        ResourceServer.VAULT)
                                .objectId())
                .isEqualTo(local.id());
    }

    @Test
    void twoUsersCantHaveOneName() {
        user("alice@keyward.localhost", "one");
        assertThatThrownBy(() -> user("ALICE@keyward.localhost", "two"))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("Conflict");
    }

    @Test
    void aNewPasswordReplacesTheOldOneAlsoAfterARestart() {
        Principal.User alice = user("alice@keyward.localhost", "old");
        Deployment.await(
                deployment
                        .directory
                        .principals()
                        .setPassword(alice, SecretBytes.ofUtf8("new"), Deployment.EVIDENCE));
        SignIn later = deployment.open().signIn();
        assertThat(
                        SignIns.user(
                                later,
                                tenant,
                                POWERSHELL,
                                alice.principalName(),
                                SecretBytes.ofUtf8("old"),
                                Deployment.VAULT,
                                Deployment.ATTEMPT))
                .isEqualTo(BAD_USER);
        assertThat(
                        SignIns.user(
                                later,
                                tenant,
                                POWERSHELL,
                                alice.principalName(),
                                SecretBytes.ofUtf8("new"),
                                Deployment.VAULT,
                                Deployment.ATTEMPT))
                .isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    @Tag("security:S-01")
    void noSecretOrHashOfOneIsStoredInClear() {
        user("alice@keyward.localhost", "a-password-that-would-show");
        String secret = deployment.secret().toUtf8(SecretAccess.request());
        String everything =
                List.of("application", "user", "user-password", "token-key").stream()
                        .flatMap(kind ->
                                deployment
                                        .store
                                        .list(dev.keyward.store.Page.first("system", kind, 100))
                                        .stream())
                        .map(row ->
                                new String(row.clear(), StandardCharsets.ISO_8859_1)
                                        + new String(row.sealed(), StandardCharsets.ISO_8859_1))
                        .reduce("", String::concat);
        assertThat(everything)
                .contains("alice@keyward.localhost")
                .doesNotContain(secret)
                .doesNotContain("a-password-that-would-show")
                .doesNotContain("$argon2id$");
    }

    private SignInResult application(UUID id, SecretBytes secret) {
        return SignIns.application(
                signIn, tenant, id, secret, Deployment.VAULT, Deployment.ATTEMPT);
    }

    private Application registered(String chosen) {
        Instant now = deployment.clock.instant();
        return Deployment.await(
                deployment
                        .directory
                        .applications()
                        .register(
                                tenant,
                                "sample",
                                new Application.Profile(null, List.of("https://sample.example")),
                                List.of(
                                        new Applications.ChosenSecret(
                                                null,
                                                SecretBytes.ofUtf8(chosen),
                                                now,
                                                now.plus(Duration.ofDays(365)))),
                                List.of(),
                                Deployment.EVIDENCE));
    }

    private Principal.User user(String name, String password) {
        return Deployment.await(
                deployment
                        .directory
                        .principals()
                        .createUser(
                                tenant,
                                name,
                                name,
                                SecretBytes.ofUtf8(password),
                                Deployment.EVIDENCE));
    }

    private SignInResult user(Principal.User user, String name, String password) {
        return SignIns.user(
                signIn,
                user.tenant(),
                POWERSHELL,
                name,
                SecretBytes.ofUtf8(password),
                Deployment.VAULT,
                Deployment.ATTEMPT);
    }
}
