package dev.keyward.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenancyTest {
    private static final String WRITE = "Microsoft.KeyVault/vaults/write";

    @TempDir Path folder;
    private Deployment deployment;
    private Tenancy tenancy;
    private Subscription subscription;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        tenancy = deployment.directory.tenancy();
        subscription = deployment.first.subscription();
    }

    @Test
    @Tag("seed:S-3")
    void aFreshSubscriptionIsRegisteredForNothing() {
        assertThat(subscription.registration("Microsoft.KeyVault"))
                .isEqualTo(Subscription.Registration.NOT_REGISTERED);
    }

    @Test
    void aRegistrationLastsAndIsFoundInAnyLetterCase() {
        Deployment.await(
                tenancy.register(
                        subscription,
                        "Microsoft.KeyVault",
                        Subscription.Registration.REGISTERED,
                        Deployment.EVIDENCE));
        Subscription later =
                deployment.open().tenancy().subscription(subscription.id()).orElseThrow();
        assertThat(later.registration("microsoft.keyvault"))
                .isEqualTo(Subscription.Registration.REGISTERED);
    }

    @Test
    void anOwnerMayEverythingAndAStrangerNothing() {
        assertThat(authorized(caller(deployment.administrator().id(), Set.of()), WRITE))
                .isEqualTo(subscription);
        assertThatThrownBy(() -> authorized(caller(stranger(), Set.of()), WRITE))
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isInstanceOf(VaultError.AuthorizationFailed.class);
        assertThat(tenancy.subscriptions(caller(stranger(), Set.of()))).isEmpty();
    }

    @Test
    void aContributorMayNotDecideWhoMayWhat() {
        PrincipalId group = stranger();
        Deployment.await(
                tenancy.assign(
                        subscription, subscription.owners(), Set.of(group), Deployment.EVIDENCE));
        Caller member = caller(stranger(), Set.of(group));
        assertThat(authorized(member, WRITE).id()).isEqualTo(subscription.id());
        assertThatThrownBy(
                        () -> authorized(member, "Microsoft.Authorization/roleAssignments/write"))
                .isInstanceOf(VaultException.class);
        assertThat(authorized(member, "Microsoft.Authorization/roleAssignments/read")).isNotNull();
    }

    @Test
    void aForeignOrUnknownSubscriptionIsNotFound() {
        Caller owner = caller(deployment.administrator().id(), Set.of());
        for (String id : new String[] {UUID.randomUUID().toString(), "", "../x"}) {
            assertThatThrownBy(() -> tenancy.authorized(owner, id, WRITE, ResourceScope.of("/")))
                    .isInstanceOf(VaultException.class)
                    .extracting(refused -> ((VaultException) refused).error())
                    .isInstanceOf(VaultError.SubscriptionNotFound.class);
        }
    }

    @Test
    void aTenantIsFoundByIdByDomainAndByTheWordsForTheOnlyOne() {
        Tenant tenant = deployment.first.tenant();
        for (String name :
                new String[] {
                    tenant.id().toString(),
                    tenant.id().toString().toUpperCase(java.util.Locale.ROOT),
                    "keyward.localhost",
                    "KEYWARD.localhost",
                    "common",
                    "organizations",
                    "adfs"
                }) {
            assertThat(tenancy.tenantNamed(name)).as(name).contains(tenant);
        }
        assertThat(tenancy.tenantNamed("elsewhere.example")).isEmpty();
    }

    @Test
    void twoChangesOfOneReadingConflict() {
        ResourceGroup group =
                Deployment.await(tenancy.put(group("VaultRG", Map.of()), Deployment.EVIDENCE));
        Deployment.await(
                tenancy.register(
                        subscription,
                        "Microsoft.KeyVault",
                        Subscription.Registration.REGISTERED,
                        Deployment.EVIDENCE));
        // The subscription as it was read first is out of date now.
        assertThatThrownBy(() ->
                        Deployment.await(
                                tenancy.assign(
                                        subscription,
                                        Set.of(stranger()),
                                        Set.of(),
                                        Deployment.EVIDENCE)))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("Conflict");
        assertThat(tenancy.resourceGroup(subscription.id(), group.name())).isPresent();
    }

    @Test
    @Tag("seed:S-6")
    void aResourceGroupIsReplacedSilentlyAndFoundInAnyLetterCase() {
        Deployment.await(tenancy.put(group("VaultRG", Map.of("a", "1")), Deployment.EVIDENCE));
        Deployment.await(tenancy.put(group("VaultRG", Map.of("b", "2")), Deployment.EVIDENCE));
        ResourceGroup found =
                deployment
                        .open()
                        .tenancy()
                        .resourceGroup(subscription.id(), "vaultrg")
                        .orElseThrow();
        assertThat(found.name()).isEqualTo("VaultRG");
        assertThat(found.tags()).isEqualTo(Map.of("b", "2"));

        Deployment.await(tenancy.delete(found, Deployment.EVIDENCE));
        assertThat(deployment.open().tenancy().resourceGroups(subscription.id())).isEmpty();
    }

    @Test
    void namesOfGroupsFollowTheRules() {
        for (String good : new String[] {"a", "VaultRG", "a-b_c.(d)", "x".repeat(90)}) {
            assertThat(ResourceGroup.isName(good)).as(good).isTrue();
        }
        for (String bad : new String[] {"", "a.", "a b", "a/b", "é", "x".repeat(91)}) {
            assertThat(ResourceGroup.isName(bad)).as(bad).isFalse();
        }
    }

    @Test
    void anEmbeddedFirstStartMakesALocalUserWithoutSecret() {
        FirstStart local =
                Deployment.await(
                        deployment.directory.firstStart(
                                new FirstStart.Plan(
                                        "embedded.localhost",
                                        "administrator",
                                        FirstStart.Kind.LOCAL_USER),
                                Deployment.EVIDENCE));
        assertThat(local.secret()).isNull();
        assertThat(local.administrator())
                .isInstanceOfSatisfying(
                        Principal.User.class,
                        user ->
                                assertThat(user.principalName())
                                        .isEqualTo("administrator@embedded.localhost"));
        assertThat(local.subscription().owners()).containsExactly(local.administrator().id());
        assertThat(local.tenant().administrators()).containsExactly(local.administrator().id());
    }

    private Subscription authorized(Caller caller, String action) {
        return tenancy.authorized(
                caller, subscription.id().toString(), action, ResourceScope.of("/"));
    }

    private ResourceGroup group(String name, Map<String, String> tags) {
        return new ResourceGroup(subscription.id(), name, "local", tags, null);
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
