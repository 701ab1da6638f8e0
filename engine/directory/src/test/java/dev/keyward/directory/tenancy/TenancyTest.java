package dev.keyward.directory.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.FirstStart;
import dev.keyward.directory.principals.Principal;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.VaultException;
import dev.keyward.records.Draft;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenancyTest {
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
    void aSuccessorLastsAndEndsWithTheSubscription() {
        Successor named =
                new Successor(
                        subscription.id(),
                        new PrincipalId("Aaaa-1"),
                        Instant.parse("2026-11-24T10:00:00.5Z"),
                        null);
        Deployment.await(tenancy.put(named, Deployment.EVIDENCE));
        assertThat(deployment.open().tenancy().successor(subscription.id())).contains(named);
        Successor asking = named.asking(Instant.parse("2026-11-25T10:00:00Z"));
        Deployment.await(tenancy.put(asking, Deployment.EVIDENCE));
        Directory later = deployment.open();
        assertThat(later.tenancy().successor(subscription.id())).contains(asking);
        Deployment.await(later.subscribing().end(subscription, Deployment.EVIDENCE));
        assertThat(deployment.open().tenancy().successor(subscription.id())).isEmpty();
    }

    @Test
    void tagsOfASubscriptionLastAndEndWithIt() {
        SubscriptionTags tags = new SubscriptionTags(subscription.id(), Map.of("team", "ä€"));
        Deployment.await(tenancy.put(tags, Deployment.EVIDENCE));
        Directory later = deployment.open();
        assertThat(later.tenancy().tags(subscription.id())).isEqualTo(tags.tags());
        Deployment.await(later.subscribing().end(subscription, Deployment.EVIDENCE));
        assertThat(deployment.open().tenancy().tags(subscription.id())).isEmpty();
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
    void anEmbeddedFirstStartMakesALocalUserWithoutSecret() throws IOException {
        Directory embedded = Deployment.empty(folder);
        FirstStart local =
                Deployment.await(
                        embedded.founding()
                                .firstStart(
                                        new FirstStart.Plan(
                                                "embedded.localhost",
                                                "administrator",
                                                FirstStart.Kind.LOCAL_USER,
                                                List.of("local")),
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

    @Test
    @Tag("security:S-01")
    void tagsThatAFormerVersionKeptInClearAreSealed() {
        RecordId id = RecordId.of("resource-group", ResourceGroup.key(subscription.id(), "Old"));
        CanonicalWriter former =
                CanonicalWriter.of("resource-group", 1)
                        .uuid(subscription.id())
                        .text("Old")
                        .text("local")
                        .text(null)
                        .count(1)
                        .text("team")
                        .text("red");
        RecordScope system = deployment.sealed.system();
        Sealed row = system.seal(new Draft(id, 0, 0, 0, former.toBytes(), null));
        Deployment.await(
                deployment.store.change(tx -> {
                    system.change(tx, List.of(row), List.of());
                    return id;
                }));
        Tenancy later = deployment.open().tenancy();
        assertThat(later.resourceGroup(subscription.id(), "old"))
                .contains(group("Old", Map.of("team", "red")));
        assertThat(clear(id)).contains("red");

        assertThat(Deployment.await(later.sealFormer(Deployment.EVIDENCE).orElseThrow())).isOne();
        assertThat(clear(id)).contains("Old").doesNotContain("team", "red");
        assertThat(later.sealFormer(Deployment.EVIDENCE)).isEmpty();
        Tenancy last = deployment.open().tenancy();
        assertThat(last.sealFormer(Deployment.EVIDENCE)).isEmpty();
        assertThat(last.resourceGroup(subscription.id(), "old"))
                .contains(group("Old", Map.of("team", "red")));
    }

    private String clear(RecordId id) {
        return new String(
                deployment.sealed.system().get(id).orElseThrow().clear(), StandardCharsets.UTF_8);
    }

    private ResourceGroup group(String name, Map<String, String> tags) {
        return new ResourceGroup(subscription.id(), name, "local", tags, null);
    }

    private static PrincipalId stranger() {
        return new PrincipalId(UUID.randomUUID().toString());
    }
}
