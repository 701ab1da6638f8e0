package dev.keyward.directory.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementRightsTest {
    private static final String WRITE = "Microsoft.KeyVault/vaults/write";

    @TempDir Path folder;
    private Deployment deployment;
    private ManagementRights rights;
    private Subscription subscription;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        rights = deployment.directory.rights();
        subscription = deployment.first.subscription();
    }

    @Test
    void anOwnerMayEverythingAndAStrangerNothing() {
        assertThat(authorized(caller(deployment.administrator().id(), Set.of()), WRITE))
                .isEqualTo(subscription);
        assertThatThrownBy(() -> authorized(caller(stranger(), Set.of()), WRITE))
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isInstanceOf(VaultError.AuthorizationFailed.class);
        assertThat(rights.subscriptions(caller(stranger(), Set.of()), Subscription.Side.TENANT))
                .isEmpty();
    }

    @Test
    void aContributorMayNotDecideWhoMayWhat() {
        PrincipalId group = stranger();
        Deployment.await(
                deployment
                        .directory
                        .tenancy()
                        .assign(
                                subscription,
                                subscription.owners(),
                                Set.of(group),
                                Deployment.EVIDENCE));
        Caller member = caller(stranger(), Set.of(group));
        assertThat(authorized(member, WRITE).id()).isEqualTo(subscription.id());
        assertThatThrownBy(
                        () -> authorized(member, "Microsoft.Authorization/roleAssignments/write"))
                .isInstanceOf(VaultException.class);
        assertThat(authorized(member, "Microsoft.Authorization/roleAssignments/read")).isNotNull();
    }

    @Test
    void whoeverHasAnyRoleInASubscriptionSeesItOnce() {
        Subscription other =
                Deployment.await(
                        deployment
                                .directory
                                .subscribing()
                                .subscribe(
                                        new Subscription(
                                                UUID.randomUUID(),
                                                subscription.tenant(),
                                                "Another",
                                                Subscription.State.ENABLED,
                                                Set.of(),
                                                Set.of(),
                                                Map.of(),
                                                Subscription.Side.TENANT,
                                                subscription.terms()),
                                        Deployment.EVIDENCE));
        PrincipalId group = stranger();
        assign(group, ResourceScope.ofSubscription(subscription.id().toString()).child("a", "b"));
        Caller member = caller(stranger(), Set.of(group));
        assertThat(rights.subscriptions(member, Subscription.Side.TENANT))
                .containsExactly(subscription);

        Caller owner = caller(deployment.administrator().id(), Set.of(group));
        assertThat(rights.subscriptions(owner, Subscription.Side.TENANT))
                .containsExactly(subscription);

        Subscription given =
                Deployment.await(
                        deployment
                                .directory
                                .tenancy()
                                .assign(other, Set.of(), Set.of(group), Deployment.EVIDENCE));
        assertThat(rights.subscriptions(owner, Subscription.Side.TENANT))
                .containsExactly(given, subscription);
        assertThat(rights.subscriptions(caller(stranger(), Set.of()), Subscription.Side.TENANT))
                .isEmpty();
    }

    private void assign(PrincipalId principal, ResourceScope scope) {
        Deployment.await(
                deployment
                        .directory
                        .roles()
                        .assign(
                                new RoleAssignment(
                                        UUID.randomUUID(),
                                        subscription.tenant(),
                                        scope,
                                        UUID.fromString("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
                                        principal,
                                        RoleAssignment.PrincipalType.GROUP,
                                        null,
                                        deployment.clock.instant(),
                                        "owner"),
                                Deployment.EVIDENCE));
    }

    @Test
    void aForeignOrUnknownSubscriptionIsNotFound() {
        Caller owner = caller(deployment.administrator().id(), Set.of());
        for (String id : new String[] {UUID.randomUUID().toString(), "", "../x"}) {
            assertNotFound(owner, Subscription.Side.TENANT, id);
        }
    }

    @Test
    void oneOfTheOtherSideIsNotFound() {
        Caller owner = caller(deployment.administrator().id(), Set.of());
        String own = deployment.first.provider().id().toString();
        assertThat(authorized(owner, Subscription.Side.OPERATOR, own, WRITE)).isNotNull();
        assertNotFound(owner, Subscription.Side.TENANT, own);
        assertNotFound(owner, Subscription.Side.OPERATOR, subscription.id().toString());
    }

    private void assertNotFound(Caller caller, Subscription.Side side, String id) {
        assertThatThrownBy(() -> authorized(caller, side, id, WRITE))
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isInstanceOf(VaultError.SubscriptionNotFound.class);
    }

    private Subscription authorized(Caller caller, String action) {
        return authorized(caller, Subscription.Side.TENANT, subscription.id().toString(), action);
    }

    private Subscription authorized(
            Caller caller, Subscription.Side side, String id, String action) {
        return rights.reach(caller, side, id).require(action, ResourceScope.of("/"));
    }

    private static PrincipalId stranger() {
        return new PrincipalId(UUID.randomUUID().toString());
    }

    private Caller caller(PrincipalId who, Set<PrincipalId> groups) {
        return new Caller(
                deployment.first.tenant().id(),
                who,
                UUID.randomUUID(),
                null,
                groups,
                new Caller.Token("id", "https://login.example/", Deployment.MANAGEMENT, 1));
    }
}
