package dev.keyward.directory.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.Applications;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Applications that exchange the token they were called with.
class OnBehalfOfTest {
    private static final UUID CLI = UUID.fromString("04b07795-8ddb-461a-bbee-02f9e1bf7b46");

    @TempDir Path folder;
    private Deployment deployment;
    private Directory directory;
    private TenantId tenant;
    private Principal.User ann;
    private Service shop;
    private Service billing;

    /// An application that is called, and has a secret.
    private record Service(
            Application application,
            Principal.ServicePrincipal principal,
            UUID keyId,
            SecretBytes secret) {
        String id() {
            return application.appId().toString();
        }
    }

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        directory = deployment.directory;
        tenant = deployment.first.tenant().id();
        ann = user(tenant);
        shop = service(tenant, "shop", "api://shop");
        billing = service(tenant, "billing", "api://billing");
    }

    @Test
    void theTokenSpeaksOfThePersonThroughTheApplication() {
        SignInResult.Granted called = signedIn("api://shop");
        Caller caller =
                caller(
                        granted(exchange(text(called), shop, Deployment.VAULT)),
                        ResourceServer.VAULT);
        assertThat(caller.objectId()).isEqualTo(ann.id());
        assertThat(caller.client()).isEqualTo(shop.application.appId());
        assertThat(caller.user()).isEqualTo(new Caller.User("ann@keyward.localhost", true));
        assertThat(caller.token().credential()).isEqualTo(1);
        // And without an exchange it isn't on behalf of anybody.
        assertThat(
                        Objects.requireNonNull(
                                        caller(signedIn(Deployment.VAULT), ResourceServer.VAULT)
                                                .user())
                                .onBehalfOf())
                .isFalse();
    }

    @Test
    void anApplicationGoesByItsIdAndItsUris() {
        for (String name :
                List.of(
                        shop.id(),
                        shop.id().toUpperCase(Locale.ROOT),
                        "api://shop",
                        "API://Shop",
                        "api://shop/")) {
            assertThat(exchange(text(signedIn(name)), shop, Deployment.VAULT))
                    .as(name)
                    .isInstanceOf(SignInResult.Granted.class);
        }
    }

    @Test
    @Tag("security:S-06")
    void aTokenForAnApplicationOpensNothingHere() {
        String token = text(signedIn("api://shop"));
        for (ResourceServer server : ResourceServer.values()) {
            assertThatThrownBy(() -> directory.tokens().verify(token, server))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("AKV10022");
        }
    }

    @Test
    @Tag("security:S-06")
    void whatWasntMeantForTheApplicationIsRefused() {
        assertThat(exchange(text(signedIn("api://billing")), shop, Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_AUDIENCE));
        assertThat(exchange(text(signedIn(Deployment.VAULT)), shop, Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_AUDIENCE));
        SignInResult.Granted itself =
                granted(directory.signIn().application(shown(shop), "api://shop"));
        assertThat(exchange(text(itself), shop, Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_APPLICATION));
        for (String none :
                List.of("x", "a.b.c", text(signedIn("api://shop")) + "A", "x".repeat(20_000))) {
            assertThat(exchange(none, shop, Deployment.VAULT))
                    .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_SIGNATURE));
        }
        assertThat(
                        new OnBehalfOf(directory.principals(), directory.tokens())
                                .exchange(
                                        text(signedIn("api://shop")),
                                        new ShownClient(tenant, CLI, null, null),
                                        Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.NOT_PUBLIC));
        String late = text(signedIn("api://shop"));
        deployment.clock.advance(Duration.ofMinutes(62));
        assertThat(exchange(late, shop, Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_TIME));
    }

    /// Of an application that calls itself as the vaults are called.
    @Test
    @Tag("security:S-06")
    void aNameOfTheServersIsNeverAnApplications() {
        Service thief = service(tenant, "thief", Deployment.VAULT);
        assertThat(exchange(text(signedIn(Deployment.VAULT)), thief, Deployment.MANAGEMENT))
                .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_AUDIENCE));
        Service alike = service(tenant, "alike", "API://SHOP");
        assertThat(exchange(text(signedIn("api://shop")), alike, Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_AUDIENCE));
        assertThat(directory.tokens().resources().isKnown(tenant, "Api://Shop")).isFalse();
    }

    @Test
    @Tag("security:S-06")
    void whatATenantHasIsNoResourceOfAnother() {
        TenantId other = new TenantId(UUID.randomUUID());
        Deployment.await(
                directory
                        .founding()
                        .takeIn(
                                new Tenant(other, "Other", "other.example", Set.of(), false),
                                "admin",
                                Deployment.EVIDENCE));
        assertThat(directory.tokens().resources().isKnown(other, "api://shop")).isFalse();
        assertThat(directory.tokens().resources().isKnown(other, shop.id())).isFalse();

        // Of the same name, so that the tenant is all that differs.
        service(other, "shop", "api://shop");
        SignInResult.Granted theirs = signedIn(user(other), "api://shop");
        assertThat(exchange(text(theirs), shop, Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_SIGNATURE));
    }

    @Test
    @Tag("security:S-08")
    void itEndsWithWhatItCameFrom() {
        SignInResult.Granted called = signedIn("api://shop");
        SignInResult.Granted first = granted(exchange(text(called), shop, "api://billing"));
        SignInResult.Granted second = granted(exchange(text(first), billing, Deployment.VAULT));
        Caller caller = caller(second, ResourceServer.VAULT);
        assertThat(caller.objectId()).isEqualTo(ann.id());
        assertThat(caller.client()).isEqualTo(billing.application.appId());

        // One on its way that is kept out, and let in again.
        Deployment.await(
                directory.principals().setEnabled(shop.principal, false, Deployment.EVIDENCE));
        assertEnded(second);
        assertThat(exchange(text(called), shop, Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.DISABLED));
        Deployment.await(
                directory.principals().setEnabled(shop.principal, true, Deployment.EVIDENCE));
        caller(second, ResourceServer.VAULT);

        // The secret that one on its way showed.
        Deployment.await(
                directory
                        .applications()
                        .removeSecret(shop.application, shop.keyId, Deployment.EVIDENCE));
        assertEnded(second);
    }

    @Test
    @Tag("security:S-08")
    void itEndsWithTheSessionAndThePerson() {
        SignInResult.Granted called = signedIn("api://shop");
        SignInResult.Granted token = granted(exchange(text(called), shop, Deployment.VAULT));
        SignInResult.Granted other =
                granted(exchange(text(signedIn("api://shop")), shop, Deployment.VAULT));
        directory.sessions().end(directory.sessions().find(session(called)).orElseThrow());
        assertEnded(token);
        assertThat(exchange(text(called), shop, Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.GRANT_REVOKED));
        caller(other, ResourceServer.VAULT);

        Deployment.await(directory.principals().revokeTokens(ann, Deployment.EVIDENCE));
        assertEnded(other);
    }

    @Test
    void itIsHandedOnSoOftenAndNoOftener() {
        List<Service> chain = new ArrayList<>();
        for (int i = 0; i <= OnBehalfOf.DEEPEST; i++) {
            chain.add(service(tenant, "service" + i, "api://service" + i));
        }
        SignInResult.Granted token = signedIn("api://service0");
        for (int i = 0; i < OnBehalfOf.DEEPEST; i++) {
            token = granted(exchange(text(token), chain.get(i), "api://service" + (i + 1)));
        }
        assertThat(exchange(text(token), chain.getLast(), Deployment.VAULT))
                .isEqualTo(refused(SignInResult.Reason.USER_TOKEN_DEPTH));
    }

    private Principal.User user(TenantId in) {
        return Deployment.await(
                directory
                        .principals()
                        .createUser(in, "ann@keyward.localhost", "Ann", null, Deployment.EVIDENCE));
    }

    private Service service(TenantId in, String name, String uri) {
        Application made =
                Deployment.await(
                        directory
                                .applications()
                                .register(
                                        in,
                                        name,
                                        new Application.Profile(null, List.of(uri)),
                                        List.of(),
                                        List.of(),
                                        Deployment.EVIDENCE));
        Applications.NewSecret secret =
                Deployment.await(
                        directory
                                .applications()
                                .addSecret(
                                        made,
                                        null,
                                        deployment.clock.instant(),
                                        deployment.clock.instant().plus(Duration.ofDays(1)),
                                        Deployment.EVIDENCE));
        Principal.ServicePrincipal principal =
                Deployment.await(
                        directory.applications().createServicePrincipal(made, Deployment.EVIDENCE));
        return new Service(
                directory.principals().application(in, made.appId()).orElseThrow(),
                principal,
                secret.credential().keyId(),
                secret.value());
    }

    private SignInResult.Granted signedIn(String audience) {
        return signedIn(ann, audience);
    }

    private SignInResult.Granted signedIn(Principal.User user, String audience) {
        assertThat(directory.tokens().resources().isKnown(user.tenant(), audience)).isTrue();
        return granted(
                directory
                        .signIn()
                        .user(
                                new Checked.Right<>(
                                        new SignedIn(
                                                user.tenant(),
                                                user.id(),
                                                deployment.clock.instant(),
                                                List.of("pwd"),
                                                null)),
                                new ShownClient(user.tenant(), CLI, null, null),
                                audience,
                                true));
    }

    private Checked<ShownClient> shown(Service service) {
        return directory
                .signIn()
                .client(
                        service.application.tenant(),
                        service.application.appId(),
                        service.secret,
                        Deployment.ATTEMPT);
    }

    private SignInResult exchange(String assertion, Service service, String audience) {
        OnBehalfOf onBehalfOf = new OnBehalfOf(directory.principals(), directory.tokens());
        return shown(service).then(client -> onBehalfOf.exchange(assertion, client, audience));
    }

    private Caller caller(SignInResult.Granted token, ResourceServer server) {
        return directory.tokens().verify(text(token), server);
    }

    private void assertEnded(SignInResult.Granted token) {
        assertThatThrownBy(() -> caller(token, ResourceServer.VAULT))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("revoked");
    }

    private static UUID session(SignInResult.Granted granted) {
        String[] parts = text(granted).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return UUID.fromString(claims.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1"));
    }

    private static SignInResult.Granted granted(SignInResult result) {
        assertThat(result).isInstanceOf(SignInResult.Granted.class);
        return (SignInResult.Granted) result;
    }

    private static SignInResult refused(SignInResult.Reason reason) {
        return new SignInResult.Refused(reason);
    }

    private static String text(SignInResult.Granted granted) {
        return Deployment.text(granted.token());
    }
}
