package dev.keyward.directory.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.RecordKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesTest {
    private static final UUID READER = UUID.fromString("acdd72a7-3385-48ef-bd42-f606fba81ae7");

    @TempDir Path folder;
    private Deployment deployment;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
    }

    @Test
    void aScopeCoversWhatLiesInItSegmentBySegment() {
        ResourceScope vault = ResourceScope.of("/subscriptions/S/resourceGroups/rg/vaults/kv1");
        assertThat(vault.covers(vault)).isTrue();
        assertThat(ResourceScope.of("/subscriptions/s").covers(vault)).isTrue();
        assertThat(vault.covers(vault.child("secrets", "s1"))).isTrue();
        assertThat(ResourceScope.of("/SUBSCRIPTIONS/s/RESOURCEGROUPS/RG/vaults/KV1").covers(vault))
                .isTrue();
        assertThat(vault.covers(ResourceScope.of("/subscriptions/s/resourceGroups/rg/vaults/kv10")))
                .isFalse();
        assertThat(vault.covers(ResourceScope.of("/subscriptions/s"))).isFalse();
        assertThat(vault.child("secrets", "s").covers(vault.child("secrets", "s/x"))).isFalse();
        assertThat(ResourceScope.of("/A/b")).isEqualTo(ResourceScope.of("/a//B/"));
        assertThat(ResourceScope.of("/A/b")).hasSameHashCodeAs(ResourceScope.of("/a/B"));
    }

    @Test
    void aPatternMatchesTheWholeActionAndStarsSpanSlashes() {
        assertMatches("*", "Microsoft.KeyVault/vaults/read", true);
        assertMatches("*/read", "Microsoft.KeyVault/vaults/read", true);
        assertMatches("*/read", "Microsoft.KeyVault/vaults/readMetadata/action", false);
        assertMatches(
                "microsoft.keyvault/VAULTS/*/read", "Microsoft.KeyVault/vaults/a/b/read", true);
        assertMatches("Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/read", false);
        assertMatches("Microsoft.Authorization/*/Write", "Microsoft.Authorization/a/write", true);
        assertMatches("a*b*c", "aXbXbXc", true);
        assertMatches("a*b*c", "aXcXb", false);
        assertMatches("keys", "keys/read", false);
        assertMatches("", "x", false);
        assertMatches("**", "", true);
    }

    @Test
    void everyRoleHasAnIdOfItsOwn() {
        assertThat(BuiltInRoles.all()).hasSize(17);
        assertThat(BuiltInRoles.all().stream().map(RoleDefinition::id)).doesNotHaveDuplicates();
    }

    @Test
    void assignmentsAreThereAfterARestart() {
        RoleAssignment given = give();
        Directory again = deployment.open();
        assertThat(again.roles().around(given.tenant(), given.scope())).containsExactly(given);
        assertThat(again.roles().findSame(given)).contains(given);
        Deployment.await(again.roles().remove(given, Deployment.EVIDENCE));
        assertThat(deployment.open().roles().around(given.tenant(), given.scope())).isEmpty();
    }

    @Test
    void assignmentsAreFoundFromWhereTheyAreGivenFromAboveAndFromBelow() {
        RoleAssignment given = give();
        Roles roles = deployment.directory.roles();
        ResourceScope at = given.scope();
        ResourceScope above = ResourceScope.of("/SUBSCRIPTIONS/" + subscription());
        ResourceScope beside = above.child("resourceGroups", "a");
        for (ResourceScope scope : List.of(ResourceScope.of("/"), above, at)) {
            assertThat(roles.within(scope)).as(scope.id()).containsExactly(given);
            assertThat(roles.count(scope)).as(scope.id()).isEqualTo(1);
        }
        for (ResourceScope scope : List.of(above, at, at.child("vaults", "kv1"))) {
            assertThat(roles.around(given.tenant(), scope)).as(scope.id()).containsExactly(given);
        }
        assertThat(roles.around(new TenantId(new UUID(9, 9)), at)).isEmpty();
        assertThat(roles.around(given.tenant(), beside)).isEmpty();
        assertThat(roles.within(beside)).isEmpty();

        Deployment.await(roles.removeAll(List.of(given), Deployment.EVIDENCE));
        assertThat(roles.within(above)).isEmpty();
        assertThat(roles.findSame(given)).isEmpty();
    }

    @Test
    void theSameIsntGivenTwiceUnderAnotherId() {
        RoleAssignment given = give();
        RoleAssignment same =
                new RoleAssignment(
                        new UUID(6, 6),
                        given.tenant(),
                        new ResourceScope(
                                given.scope().segments().stream()
                                        .map(segment -> segment.toUpperCase(Locale.ROOT))
                                        .toList()),
                        given.role(),
                        new PrincipalId("s-1-5-21-1"),
                        given.principalType(),
                        null,
                        given.created(),
                        "owner");
        assertThat(deployment.directory.roles().findSame(same)).contains(given);
        assertThatThrownBy(() ->
                        Deployment.await(
                                deployment.directory.roles().assign(same, Deployment.EVIDENCE)))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("role-assignment with one of these names");
    }

    @Test
    @Tag("security:S-03")
    void anAssignmentTakenOutOfTheStoreIsNoticed() {
        RoleAssignment given = give();
        String name = given.tenant() + "/" + given.id();
        RecordKey row = new RecordKey(deployment.sealed.system().id(), "role-assignment", name, "");
        Deployment.await(
                deployment.store.change(transaction -> {
                    transaction.delete(row);
                    transaction.evidence(Deployment.EVIDENCE.get());
                    return true;
                }));
        assertThatThrownBy(() -> deployment.sealed.system().verifySet())
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isInstanceOf(VaultError.IntegrityFailure.class);
    }

    private String subscription() {
        return deployment.first.subscription().id().toString();
    }

    private RoleAssignment give() {
        RoleAssignment wanted =
                new RoleAssignment(
                        new UUID(5, 5),
                        deployment.first.tenant().id(),
                        ResourceScope.ofSubscription(subscription()).child("resourceGroups", "a/b"),
                        READER,
                        new PrincipalId("S-1-5-21-1"),
                        RoleAssignment.PrincipalType.GROUP,
                        "why",
                        Instant.parse("2026-11-24T10:00:00Z"),
                        "owner");
        return Deployment.await(deployment.directory.roles().assign(wanted, Deployment.EVIDENCE));
    }

    private static void assertMatches(String pattern, String action, boolean expected) {
        assertThat(new ActionPattern(pattern).matches(action))
                .as(pattern + " ~ " + action)
                .isEqualTo(expected);
    }
}
