package dev.keyward.directory.principals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrincipalsTest {
    private static final String URI = "https://Shop.example/app";

    @TempDir Path folder;
    private Deployment deployment;
    private Principals principals;
    private TenantId tenant;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        principals = deployment.directory.principals();
        tenant = deployment.first.tenant().id();
    }

    @Test
    void aUserIsFoundByNameInAnyLetterCaseUntilItIsDeleted() {
        Principal.User user = user("Alice@keyward.localhost");
        for (Principals known : List.of(principals, deployment.open().principals())) {
            assertThat(known.user(tenant, "alice@KEYWARD.localhost")).contains(user);
            assertThat(known.find(tenant, user.id())).contains(user);
            assertThat(known.user(new TenantId(UUID.randomUUID()), user.principalName())).isEmpty();
        }
        assertConflict(() -> user("ALICE@keyward.localhost"), "user with one of these names");

        Deployment.await(principals.delete(user, Deployment.EVIDENCE));
        assertThat(principals.user(tenant, user.principalName())).isEmpty();
        assertThat(user("ALICE@keyward.localhost").id()).isNotEqualTo(user.id());
    }

    @Test
    void anApplicationIsFoundByItsIdsAndByItsUriInAnyLetterCase() {
        Application application = application(URI);
        Principal.ServicePrincipal principal =
                Deployment.await(
                        principals
                                .applications()
                                .createServicePrincipal(application, Deployment.EVIDENCE));
        for (Principals known : List.of(principals, deployment.open().principals())) {
            assertThat(known.application(tenant, application.appId())).contains(application);
            assertThat(known.applicationByObjectId(tenant, application.objectId()))
                    .contains(application);
            assertThat(known.applicationsByUri(tenant, "HTTPS://shop.example/APP"))
                    .containsExactly(application);
            assertThat(known.servicePrincipal(tenant, application.appId())).contains(principal);
            for (String name :
                    List.of(application.appId().toString(), URI, "https://SHOP.example/app")) {
                assertThat(known.servicePrincipalsNamed(tenant, name)).containsExactly(principal);
            }
            assertThat(known.servicePrincipalsNamed(tenant, "elsewhere")).isEmpty();
        }

        Deployment.await(principals.applications().delete(application, Deployment.EVIDENCE));
        assertThat(principals.applicationsByUri(tenant, URI)).isEmpty();
        assertThat(principals.servicePrincipalsNamed(tenant, URI)).isEmpty();
        assertThat(application(URI).appId()).isNotEqualTo(application.appId());
    }

    @Test
    void anApplicationHasOneServicePrincipalAndAUriOneApplication() {
        Application application = application(URI);
        Deployment.await(
                principals.applications().createServicePrincipal(application, Deployment.EVIDENCE));
        assertConflict(
                () ->
                        Deployment.await(
                                principals
                                        .applications()
                                        .createServicePrincipal(application, Deployment.EVIDENCE)),
                "service-principal with one of these names");
        assertConflict(() -> application(URI), "application with one of these names");
    }

    @Test
    void groupsOfAPrincipalFollowEachChangeOfMembers() {
        Principal.User user = user("bob@keyward.localhost");
        Principal.Group inner = group("inner", user.id());
        Principal.Group outer = group("outer", inner.id());
        Principals other = deployment.open().principals();
        for (Principals known : List.of(principals, other)) {
            assertThat(known.groupsOf(user.id())).containsExactlyInAnyOrder(inner.id(), outer.id());
        }
        Deployment.await(principals.delete(inner, Deployment.EVIDENCE));
        for (Principals known : List.of(principals, other)) {
            assertThat(known.groupsOf(user.id())).isEmpty();
            assertThat(known.groupsOf(inner.id())).containsExactly(outer.id());
        }
    }

    @Test
    void whetherATenantHasChosenSecretsIsKnownWithoutLookingAtAll() {
        CredentialCheck check = principals.credentialCheck();
        assertThat(check.hasChosenSecrets(tenant)).isFalse();
        Application application = application(URI);
        Instant now = deployment.clock.instant();
        Application changed =
                Deployment.await(
                        principals
                                .applications()
                                .addChosenSecret(
                                        application,
                                        new Applications.ChosenSecret(
                                                new UUID(1, 1),
                                                SecretBytes.ofUtf8("chosen"),
                                                now,
                                                now.plus(Duration.ofDays(1))),
                                        Deployment.EVIDENCE));
        assertThat(check.hasChosenSecrets(tenant)).isTrue();
        Deployment.await(
                principals
                        .applications()
                        .removeSecret(changed, new UUID(1, 1), Deployment.EVIDENCE));
        assertThat(check.hasChosenSecrets(tenant)).isFalse();
    }

    private static void assertConflict(Runnable change, String what) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isEqualTo(new VaultError.Conflict(what)));
    }

    private Principal.User user(String name) {
        return Deployment.await(
                principals.createUser(tenant, name, "Somebody", null, Deployment.EVIDENCE));
    }

    private Principal.Group group(String name, PrincipalId member) {
        return Deployment.await(
                principals.createGroup(tenant, name, null, Set.of(member), Deployment.EVIDENCE));
    }

    private Application application(String uri) {
        return Deployment.await(
                principals
                        .applications()
                        .register(
                                tenant,
                                "Shop",
                                new Application.Profile(null, List.of(uri)),
                                List.of(),
                                List.of(),
                                Deployment.EVIDENCE));
    }
}
