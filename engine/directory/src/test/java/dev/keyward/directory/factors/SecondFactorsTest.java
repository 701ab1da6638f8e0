package dev.keyward.directory.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.directory.signin.Checked;
import dev.keyward.directory.signin.ShownClient;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.testing.PhoneApp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondFactorsTest {
    private static final UUID POWERSHELL = UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2");

    @TempDir Path folder;
    private Deployment deployment;
    private SecondFactors factors;
    private SignIn signIn;
    private Principal.User alice;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        factors = deployment.directory.secondFactors();
        signIn = deployment.directory.signIn();
        alice =
                Deployment.await(
                        deployment
                                .directory
                                .principals()
                                .createUser(
                                        deployment.first.tenant().id(),
                                        "alice@keyward.localhost",
                                        "alice",
                                        SecretBytes.ofUtf8("a password"),
                                        Deployment.EVIDENCE));
    }

    @Test
    void anAppCountsOnceACodeOfItWasShown() {
        CodeApp app = factors.begin(alice);
        assertThat(password()).isInstanceOf(SignInResult.Granted.class);
        assertThat(factors.confirm(alice.id(), "000000", Deployment.EVIDENCE)).isFalse();
        assertThat(factors.areNeededBy(alice.id())).isFalse();

        assertThat(factors.confirm(alice.id(), now(app), Deployment.EVIDENCE)).isTrue();
        assertThat(password())
                .isEqualTo(new SignInResult.Refused(SignInResult.Reason.SECOND_FACTOR));
        // Not a second time, and no other in its place.
        assertThat(factors.confirm(alice.id(), now(app), Deployment.EVIDENCE)).isFalse();
        assertThatThrownBy(() -> factors.begin(alice))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("removed first");
        assertThat(deployment.open().secondFactors().areNeededBy(alice.id())).isTrue();
    }

    @Test
    void aPasswordAndACodeAreEnough() {
        CodeApp app = confirmed();
        Checked<SignedIn> who = signIn.code(person(), now(app), Deployment.ATTEMPT);
        SignInResult result =
                signIn.user(
                        who,
                        new ShownClient(alice.tenant(), POWERSHELL, null, null),
                        Deployment.VAULT,
                        false);
        assertThat(result)
                .isInstanceOfSatisfying(
                        SignInResult.Granted.class,
                        granted ->
                                assertThat(granted.person())
                                        .extracting(person -> person.how().methods())
                                        .isEqualTo(List.of("pwd", "otp", "mfa")));
    }

    @Test
    void aCodeIsTakenOnceAlsoByManyAtOnceAndAfterARestart() throws Exception {
        CodeApp app = confirmed();
        String code = now(app);
        int taken = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                all.add(() -> factors.isCode(alice.id(), code));
            }
            for (Future<Boolean> done : threads.invokeAll(all)) {
                taken += done.get() ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(1);
        assertThat(deployment.open().secondFactors().isCode(alice.id(), code)).isFalse();
        deployment.clock.advance(Duration.ofSeconds(30));
        assertThat(deployment.open().secondFactors().isCode(alice.id(), now(app))).isTrue();
    }

    @Test
    void fiveWrongCodesLockEvenTheRightOneOut() {
        CodeApp app = confirmed();
        for (int i = 0; i < 5; i++) {
            assertThat(signIn.code(person(), "00000" + i, Deployment.ATTEMPT))
                    .isEqualTo(new Checked.Refused<>(SignInResult.Reason.BAD_CODE));
        }
        assertThat(signIn.code(person(), now(app), Deployment.ATTEMPT))
                .isEqualTo(new Checked.Refused<>(SignInResult.Reason.LOCKED));
        deployment.clock.advance(Duration.ofMinutes(15));
        assertThat(signIn.code(person(), now(app), Deployment.ATTEMPT))
                .isInstanceOf(Checked.Right.class);
    }

    @Test
    void whereItIsRemovedThePasswordIsEnoughAndANewOneHasAnotherSecret() {
        CodeApp app = confirmed();
        String before = now(app);
        factors.remove(factors.app(alice.id()).orElseThrow(), Deployment.EVIDENCE);
        assertThat(password()).isInstanceOf(SignInResult.Granted.class);
        CodeApp next = factors.begin(alice);
        assertThat(now(next)).isNotEqualTo(before);
    }

    /// Confirmed, and the code of that moment is over.
    private CodeApp confirmed() {
        CodeApp app = factors.begin(alice);
        assertThat(factors.confirm(alice.id(), now(app), Deployment.EVIDENCE)).isTrue();
        deployment.clock.advance(Duration.ofSeconds(30));
        return app;
    }

    private String now(CodeApp app) {
        try (SecretBytes secret = factors.secret(app)) {
            return new PhoneApp(secret.toByteArray(SecretAccess.request()))
                    .code(deployment.clock.instant());
        }
    }

    private SignedIn person() {
        Checked<SignedIn> who =
                signIn.person(
                        alice.tenant(),
                        alice.principalName(),
                        SecretBytes.ofUtf8("a password"),
                        Deployment.ATTEMPT);
        assertThat(who).isInstanceOf(Checked.Right.class);
        return ((Checked.Right<SignedIn>) who).who();
    }

    private SignInResult password() {
        return signIn.user(
                new Checked.Right<>(person()),
                new ShownClient(alice.tenant(), POWERSHELL, null, null),
                Deployment.VAULT,
                false);
    }
}
