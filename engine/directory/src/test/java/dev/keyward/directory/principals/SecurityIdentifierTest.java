package dev.keyward.directory.principals;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.roles.Authorizer;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.directory.tokens.TokenSubject;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Permission;
import dev.keyward.model.PermissionList;
import dev.keyward.model.Permissions;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Principals as AD FS knows them, by a SID, from record to token to decision. The directory makes
/// none by itself: its own have GUIDs.
class SecurityIdentifierTest {
    private static final PrincipalId ANN =
            new PrincipalId("S-1-5-21-1004336348-1177238915-682003330-1105");
    private static final PrincipalId ADMINISTRATORS =
            new PrincipalId("S-1-5-21-1004336348-1177238915-682003330-512");

    @Test
    @Tag("seed:S-14")
    void theSidOfATokenIsWhatPoliciesName(@TempDir Path folder) throws Exception {
        Deployment deployment = new Deployment(folder);
        TenantId tenant = deployment.first.tenant().id();
        List<EntityKind<?>> kinds =
                Stream.concat(Tenancy.kinds().stream(), Principals.kinds().stream()).toList();
        EntityStore records = EntityStore.open(deployment.sealed, deployment.store, kinds);
        Deployment.await(
                records.batch()
                        .create(
                                records.of(Principal.User.KIND),
                                new Principal.User(
                                        tenant,
                                        ANN,
                                        "ann@keyward.localhost",
                                        "Ann",
                                        null,
                                        Standing.GOOD))
                        .create(
                                records.of(Principal.Group.KIND),
                                new Principal.Group(
                                        tenant,
                                        ADMINISTRATORS,
                                        "Administrators",
                                        null,
                                        Set.of(ANN)))
                        .commit(tenant, Deployment.EVIDENCE));

        Directory directory = deployment.open();
        String token =
                Deployment.text(
                        directory
                                .tokens()
                                .issue(
                                        new TokenSubject(
                                                tenant,
                                                ANN,
                                                UUID.randomUUID(),
                                                null,
                                                new TokenSubject.Person(
                                                        "ann@keyward.localhost",
                                                        List.of("pwd"),
                                                        null,
                                                        List.of())),
                                        Deployment.VAULT));
        SignedJWT claims = SignedJWT.parse(token);
        assertThat(claims.getJWTClaimsSet().getStringClaim("oid")).isEqualTo(ANN.value());
        assertThat(claims.getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly(ADMINISTRATORS.value());

        Caller caller = directory.tokens().verify(token, ResourceServer.VAULT);
        assertThat(allowed(tenant, caller, ANN.value())).isTrue();
        assertThat(allowed(tenant, caller, "s-1-5-21-1004336348-1177238915-682003330-1105"))
                .isTrue();
        assertThat(allowed(tenant, caller, ADMINISTRATORS.value())).isTrue();
        for (String other :
                List.of(
                        "S-1-5-21-1004336348-1177238915-682003330-1106",
                        "S-1-5-21-1004336348-1177238915-682003330",
                        "1105",
                        "ann@keyward.localhost")) {
            assertThat(allowed(tenant, caller, other)).as(other).isFalse();
        }
    }

    private static boolean allowed(TenantId tenant, Caller caller, String objectId) {
        Permissions reads =
                new Permissions(
                        PermissionList.none(),
                        PermissionList.parse(Permission.Secret.class, List.of("get")),
                        PermissionList.none(),
                        PermissionList.none());
        AccessPolicy policy = new AccessPolicy(tenant, new PrincipalId(objectId), null, reads);
        return Authorizer.decide(List.of(policy), caller, Permission.Secret.GET).allowed();
    }
}
