package dev.keyward.directory.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.directory.principals.Caller;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Permission;
import dev.keyward.model.PermissionList;
import dev.keyward.model.Permissions;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The cases of the authorization.md, sections 2 and 10.
class AuthorizerTest {
    private static final TenantId TENANT =
            new TenantId(UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001"));
    private static final TenantId OTHER_TENANT =
            new TenantId(UUID.fromString("aaaaaaaa-0000-4000-8000-000000000002"));
    private static final UUID APP = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000001");
    private static final UUID OTHER_APP = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");
    private static final PrincipalId ALICE =
            new PrincipalId("cccccccc-0000-4000-8000-000000000001");
    private static final PrincipalId GROUP =
            new PrincipalId("dddddddd-0000-4000-8000-000000000001");

    @Test
    @Tag("security:S-06")
    void nothingIsAllowedWithoutAnEntry() {
        for (Permission permission : everything()) {
            assertThat(Authorizer.decide(List.of(), user(false), permission))
                    .isEqualTo(new Decision.Denied(Decision.Reason.NO_ENTRY));
        }
    }

    @Test
    void onlyWhatIsNamedIsAllowed() {
        AccessPolicy policy = policy(ALICE, null, secrets("get"));
        assertThat(decide(policy, user(false), Permission.Secret.GET))
                .isEqualTo(new Decision.Allowed(policy));
        assertThat(decide(policy, user(false), Permission.Secret.LIST))
                .isEqualTo(new Decision.Denied(Decision.Reason.NOT_GRANTED));
        assertThat(decide(policy, user(false), Permission.Key.GET).allowed()).isFalse();
        assertThat(decide(policy, user(false), Permission.Certificate.GET).allowed()).isFalse();
    }

    @Test
    void entriesAddUp() {
        Caller caller = user(false);
        List<AccessPolicy> policies =
                List.of(policy(ALICE, null, secrets("get")), policy(GROUP, null, secrets("set")));
        Caller member = withGroups(caller, Set.of(GROUP));
        assertThat(Authorizer.decide(policies, member, Permission.Secret.GET).allowed()).isTrue();
        assertThat(Authorizer.decide(policies, member, Permission.Secret.SET).allowed()).isTrue();
        assertThat(Authorizer.decide(policies, caller, Permission.Secret.SET).allowed()).isFalse();
    }

    @Test
    void allIsEverythingButPurge() {
        AccessPolicy all = policy(ALICE, null, everyList("all"));
        AccessPolicy withPurge = policy(ALICE, null, everyList("all", "purge"));
        for (Permission permission : everything()) {
            assertThat(decide(all, user(false), permission).allowed())
                    .isEqualTo(!permission.word().equals("purge"));
            assertThat(decide(withPurge, user(false), permission).allowed()).isTrue();
        }
    }

    @Test
    @Tag("seed:S-14")
    void aSecurityIdentifierMatchesInAnyLetterCase() {
        PrincipalId sid = new PrincipalId("S-1-5-21-1-2-3-500");
        AccessPolicy policy = policy(new PrincipalId("s-1-5-21-1-2-3-500"), null, secrets("get"));
        Caller caller = caller(sid, null);
        assertThat(decide(policy, caller, Permission.Secret.GET).allowed()).isTrue();
    }

    @Test
    @Tag("seed:S-35")
    void permissionWordsComeInAnyLetterCase() {
        PermissionList<Permission.Key> parsed =
                PermissionList.parse(Permission.Key.class, List.of("GET", "WrapKey", "unwrapkey"));
        assertThat(parsed.words()).containsExactly("get", "wrapKey", "unwrapKey");
    }

    @Test
    void aCompoundEntryNeedsTheUserThroughThatClientOnBehalf() {
        AccessPolicy policy = policy(ALICE, APP, secrets("get"));
        assertThat(decide(policy, user(true), Permission.Secret.GET).allowed()).isTrue();
        assertThat(decide(policy, user(false), Permission.Secret.GET))
                .isEqualTo(new Decision.Denied(Decision.Reason.NOT_ON_BEHALF_OF));

        AccessPolicy otherClient = policy(ALICE, OTHER_APP, secrets("get"));
        assertThat(decide(otherClient, user(true), Permission.Secret.GET).allowed()).isFalse();

        // An application's own token, though its client id is the entry's.
        Caller application = caller(ALICE, null);
        assertThat(decide(policy, application, Permission.Secret.GET).allowed()).isFalse();
    }

    @Test
    void aUserEntryHoldsThroughAnyClient() {
        AccessPolicy policy = policy(ALICE, null, secrets("get"));
        assertThat(decide(policy, user(false), Permission.Secret.GET).allowed()).isTrue();
        assertThat(decide(policy, user(true), Permission.Secret.GET).allowed()).isTrue();
    }

    @Test
    void anEntryOfAnotherTenantGrantsNothing() {
        AccessPolicy foreign = new AccessPolicy(OTHER_TENANT, ALICE, null, secrets("get"));
        assertThat(decide(foreign, user(false), Permission.Secret.GET).allowed()).isFalse();
    }

    @Test
    void theDecisionNamesItsRule() {
        AccessPolicy policy = policy(ALICE, null, secrets("get"));
        assertThat(decide(policy, user(false), Permission.Secret.GET).rule())
                .isEqualTo("policy objectId=" + ALICE);
    }

    @Test
    void takingAwayPartOfAllLeavesTheRest() {
        Permissions left = everyList("all").minus(secrets("get"));
        assertThat(left.grants(Permission.Secret.GET)).isFalse();
        assertThat(left.grants(Permission.Secret.SET)).isTrue();
        assertThat(left.grants(Permission.Secret.PURGE)).isFalse();
        assertThat(left.keys().words()).containsExactly("all");
    }

    private static Decision decide(AccessPolicy policy, Caller caller, Permission permission) {
        return Authorizer.decide(List.of(policy), caller, permission);
    }

    private static AccessPolicy policy(
            PrincipalId who, @Nullable UUID application, Permissions permissions) {
        return new AccessPolicy(TENANT, who, application, permissions);
    }

    private static Permissions secrets(String... words) {
        return new Permissions(
                PermissionList.none(),
                PermissionList.parse(Permission.Secret.class, List.of(words)),
                PermissionList.none(),
                PermissionList.none());
    }

    private static Permissions everyList(String... words) {
        List<String> all = List.of(words);
        return new Permissions(
                PermissionList.parse(Permission.Key.class, all),
                PermissionList.parse(Permission.Secret.class, all),
                PermissionList.parse(Permission.Certificate.class, all),
                PermissionList.parse(Permission.Storage.class, all));
    }

    private static List<Permission> everything() {
        return java.util.stream.Stream.<Permission[]>of(
                        Permission.Key.values(),
                        Permission.Secret.values(),
                        Permission.Certificate.values(),
                        Permission.Storage.values())
                .flatMap(java.util.Arrays::stream)
                .toList();
    }

    private static Caller user(boolean onBehalfOf) {
        return caller(ALICE, new Caller.User("alice@keyward.localhost", onBehalfOf));
    }

    private static Caller caller(PrincipalId who, Caller.@Nullable User user) {
        return new Caller(
                TENANT,
                who,
                APP,
                user,
                Set.of(),
                new Caller.Token("id", "https://login.example/", "https://vault.example", 0));
    }

    private static Caller withGroups(Caller caller, Set<PrincipalId> groups) {
        return new Caller(
                caller.tenant(),
                caller.objectId(),
                caller.client(),
                caller.user(),
                groups,
                caller.token());
    }
}
