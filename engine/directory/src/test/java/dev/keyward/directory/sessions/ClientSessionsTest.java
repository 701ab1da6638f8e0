package dev.keyward.directory.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.signin.ShownClient;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSessionsTest {
    private static final UUID POWERSHELL = UUID.fromString("1950a258-227b-4e31-a9cf-717495945fc2");
    private static final UUID CLI = UUID.fromString("04b07795-8ddb-461a-bbee-02f9e1bf7b46");
    private static final SignInResult OVER =
            new SignInResult.Refused(SignInResult.Reason.GRANT_OVER);
    private static final SignInResult REUSED =
            new SignInResult.Refused(SignInResult.Reason.GRANT_REUSED);
    private static final SignInResult REVOKED =
            new SignInResult.Refused(SignInResult.Reason.GRANT_REVOKED);

    @TempDir Path folder;
    private Deployment deployment;
    private Principal.User alice;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
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
    void eachRefreshTokenIsFollowedByTheNext() {
        SignInResult.Granted first = signedIn();
        SignInResult.Granted second = granted(refresh(token(first)));
        SignInResult.Granted third = granted(refresh(token(second)));
        assertThat(Set.of(token(first), token(second), token(third))).hasSize(3);
        assertThat(third.token().audience()).isEqualTo(Deployment.VAULT);
        assertThat(user(third).principalName()).isEqualTo(alice.principalName());
    }

    @Test
    void shownAgainAtOnceItGetsTheSameOne() {
        String first = token(signedIn());
        String second = token(granted(refresh(first)));
        deployment.clock.advance(ClientSessions.OVERLAP.minusSeconds(1));
        assertThat(token(granted(refresh(first)))).isEqualTo(second);
        assertThat(refresh(second)).isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void shownAgainLaterItEndsTheSessionAndItsTokens() {
        String first = token(signedIn());
        SignInResult.Granted second = granted(refresh(first));
        assertThat(user(second)).isNotNull();
        deployment.clock.advance(ClientSessions.OVERLAP);

        assertThat(refresh(first)).isEqualTo(REUSED);
        assertThat(refresh(token(second))).isEqualTo(OVER);
        assertThat(refresh(first)).isEqualTo(OVER);
        assertThatThrownBy(() -> user(second))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void theOneBeforeTheLastButOneEndsItEvenAtOnce() {
        String first = token(signedIn());
        String second = token(granted(refresh(first)));
        String third = token(granted(refresh(second)));
        assertThat(refresh(first)).isEqualTo(REUSED);
        assertThat(refresh(third)).isEqualTo(OVER);
    }

    @Test
    void itIsGoodForItsClientAlone() {
        String first = token(signedIn());
        assertThat(refresh(deployment.directory, first, CLI)).isEqualTo(OVER);
        // And whoever tried with another client's harmed nobody.
        assertThat(refresh(first)).isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void madeUpOnesAreNone() {
        String first = token(signedIn());
        char[] changed = first.toCharArray();
        for (int i = 0; i < changed.length; i++) {
            char was = changed[i];
            changed[i] = was == 'A' ? 'B' : 'A';
            // The last character has bits that say nothing.
            if (i < changed.length - 1) {
                assertThat(refresh(new String(changed))).as("at %s", i).isEqualTo(OVER);
            }
            changed[i] = was;
        }
        for (String other : List.of("", "x", first + "A", first.substring(1), "é".repeat(70))) {
            assertThat(refresh(other)).isEqualTo(OVER);
        }
        assertThat(refresh(first)).isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void itLastsOverARestartAndUntilItWasntUsedForNinetyDays() {
        String first = token(signedIn());
        deployment.clock.advance(ClientSessions.IDLE.minusSeconds(1));
        SignInResult.Granted second = granted(refresh(deployment.open(), first, POWERSHELL));
        deployment.clock.advance(ClientSessions.IDLE);
        assertThat(refresh(token(second))).isEqualTo(OVER);
        deployment.directory.signIn().forgetOld();
        deployment.clock.advance(ClientSessions.IDLE.negated());
        assertThat(refresh(token(second))).isEqualTo(OVER);
    }

    @Test
    void revokingAndDisablingAPersonEndsIt() {
        String first = token(signedIn());
        deployment.clock.advance(Duration.ofSeconds(2));
        Deployment.await(
                deployment.directory.principals().revokeTokens(alice, Deployment.EVIDENCE));
        assertThat(refresh(first)).isEqualTo(REVOKED);

        deployment.clock.advance(Duration.ofSeconds(2));
        String later = token(signedIn());
        Principal.User now =
                (Principal.User)
                        deployment
                                .directory
                                .principals()
                                .find(alice.tenant(), alice.id())
                                .orElseThrow();
        Deployment.await(
                deployment.directory.principals().setEnabled(now, false, Deployment.EVIDENCE));
        assertThat(refresh(later)).isEqualTo(REVOKED);
    }

    @Test
    void threadsThatRenewAtOnceGetTheSame() throws Exception {
        String first = token(signedIn());
        Set<String> next = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(() -> token(granted(refresh(first))));
            }
            for (Future<String> done : threads.invokeAll(all)) {
                next.add(done.get());
            }
        }
        assertThat(next).hasSize(1);
        assertThat(refresh(next.iterator().next())).isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void aPersonHasSoManySessionsThroughAClient() {
        String first = token(signedIn());
        deployment.clock.advance(Duration.ofSeconds(1));
        String second = token(signedIn());
        deployment.clock.advance(Duration.ofSeconds(1));
        for (int i = 2; i < ClientSessions.MOST; i++) {
            begin(POWERSHELL);
        }
        begin(CLI);
        assertThat(refresh(first)).isInstanceOf(SignInResult.Granted.class);
        deployment.clock.advance(Duration.ofSeconds(1));
        begin(POWERSHELL);
        assertThat(refresh(second)).isEqualTo(OVER);
    }

    // --- codes

    @Test
    void aCodeIsGoodOnceAndUsedAgainTakesItsTokensBack() {
        ClientSessions.Begun begun = code();
        SignInResult.Granted granted = granted(redeem(begun, _ -> true));
        assertThat(user(granted)).isNotNull();
        assertThat(Objects.requireNonNull(granted.person()).code())
                .isEqualTo(begun.session().code());
        assertThat(redeem(begun, _ -> true)).isEqualTo(REUSED);
        assertThatThrownBy(() -> user(granted)).isInstanceOf(VaultException.class);
        assertThat(refresh(token(granted))).isEqualTo(OVER);
    }

    @Test
    void aCodeIsOverWhenItsTimeIs() {
        ClientSessions.Begun begun = code();
        deployment.clock.advance(Duration.ofSeconds(60));
        assertThat(redeem(begun, _ -> true)).isEqualTo(OVER);
    }

    @Test
    void aCodeThatIsShownWithSomethingElseGivesNothing() {
        ClientSessions.Begun begun = code();
        assertThat(redeem(begun, bound -> bound.redirectUri().equals("http://localhost:2/")))
                .isEqualTo(OVER);
        assertThat(redeem(begun, bound -> bound.redirectUri().equals("http://localhost:1/")))
                .isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void aCodeIsNoRefreshTokenAndNoneIsACode() {
        ClientSessions.Begun begun = code();
        assertThat(refresh(text(begun.token()))).isEqualTo(OVER);
        ClientSessions.Begun other = begin(POWERSHELL);
        assertThat(redeem(other, _ -> true)).isEqualTo(OVER);
        assertThat(redeem(begun, _ -> true)).isInstanceOf(SignInResult.Granted.class);
        assertThat(refresh(text(other.token()))).isInstanceOf(SignInResult.Granted.class);
    }

    @Test
    void theEndOfABrowsersSessionIsTheEndOfWhatCameOfIt() {
        UUID browser = UUID.randomUUID();
        ClientSessions.Begun of =
                deployment.directory.sessions().begin(who(browser), POWERSHELL, Deployment.VAULT);
        ClientSessions.Begun other = begin(POWERSHELL);
        deployment.directory.sessions().endOfBrowser(browser);
        assertThat(refresh(text(of.token()))).isEqualTo(OVER);
        assertThat(refresh(text(other.token()))).isInstanceOf(SignInResult.Granted.class);
        deployment.directory.sessions().endOf(alice.id());
        assertThat(deployment.directory.sessions().find(other.session().id())).isEmpty();
    }

    private SignedIn who(@Nullable UUID browser) {
        return new SignedIn(
                alice.tenant(), alice.id(), deployment.clock.instant(), List.of("pwd"), browser);
    }

    private ClientSessions.Begun begin(UUID client) {
        return deployment.directory.sessions().begin(who(null), client, Deployment.VAULT);
    }

    private ClientSessions.Begun code() {
        Instant until = deployment.clock.instant().plusSeconds(60);
        return deployment
                .directory
                .sessions()
                .begin(
                        who(null),
                        POWERSHELL,
                        Deployment.VAULT,
                        new ClientSession.Code("http://localhost:1/", null, "openid", "n", until));
    }

    private SignInResult redeem(ClientSessions.Begun begun, Predicate<ClientSession.Code> fits) {
        return deployment
                .directory
                .signIn()
                .redeem(
                        text(begun.token()),
                        new ShownClient(alice.tenant(), POWERSHELL, null, null),
                        fits,
                        null);
    }

    private SignInResult.Granted signedIn() {
        SignIn signIn = deployment.directory.signIn();
        return granted(
                signIn.user(
                        signIn.person(
                                alice.tenant(),
                                alice.principalName(),
                                SecretBytes.ofUtf8("a password"),
                                Deployment.ATTEMPT),
                        new ShownClient(alice.tenant(), POWERSHELL, null, null),
                        Deployment.VAULT,
                        true));
    }

    private SignInResult refresh(String token) {
        return refresh(deployment.directory, token, POWERSHELL);
    }

    private SignInResult refresh(Directory directory, String token, UUID client) {
        return directory
                .signIn()
                .refresh(token, new ShownClient(alice.tenant(), client, null, null), null);
    }

    private Caller.User user(SignInResult.Granted granted) {
        return Objects.requireNonNull(
                deployment
                        .directory
                        .tokens()
                        .verify(Deployment.text(granted.token()), ResourceServer.VAULT)
                        .user());
    }

    private static SignInResult.Granted granted(SignInResult result) {
        assertThat(result).isInstanceOf(SignInResult.Granted.class);
        return (SignInResult.Granted) result;
    }

    private static String token(SignInResult.Granted granted) {
        return text(Objects.requireNonNull(granted.refreshToken()));
    }

    private static String text(SecretBytes token) {
        return token.toUtf8(SecretAccess.request());
    }
}
