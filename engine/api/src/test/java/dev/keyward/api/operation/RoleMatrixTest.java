package dev.keyward.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.VaultPlane;
import dev.keyward.directory.roles.Authorizer;
import dev.keyward.directory.roles.BuiltInRoles;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.directory.roles.RoleDefinition;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every operation inside a vault by every built-in role, against a table written down by hand from
/// the authorization.md, sections 3 and 4.
class RoleMatrixTest {
    private static final ResourceScope VAULT = ResourceScope.of(VaultPlane.VAULT_ID);

    /// Rows are operations; columns, in this order:
    private static final List<String> ROLES =
            List.of(
                    "Key Vault Administrator",
                    "Key Vault Reader",
                    "Key Vault Certificates Officer",
                    "Key Vault Certificate User",
                    "Key Vault Crypto Officer",
                    "Key Vault Crypto User",
                    "Key Vault Crypto Service Encryption User",
                    "Key Vault Crypto Service Release User",
                    "Key Vault Secrets Officer",
                    "Key Vault Secrets User");

    private static final String TABLE =
            """
                                          Adm Rdr CeO CeU CrO CrU Enc Rel SeO SeU
            KEY_CREATE                     x   .   .   .   x   .   .   .   .   .
            KEY_IMPORT                     x   .   .   .   x   .   .   .   .   .
            KEY_GET                        x   x   .   x   x   x   x   .   .   .
            KEY_LIST                       x   x   .   x   x   x   x   .   .   .
            KEY_GET_DELETED                x   x   .   x   x   x   x   .   .   .
            KEY_UPDATE                     x   .   .   .   x   x   .   .   .   .
            KEY_DELETE                     x   .   .   .   x   .   .   .   .   .
            KEY_RECOVER                    x   .   .   .   x   .   .   .   .   .
            KEY_PURGE                      x   .   .   .   x   .   .   .   .   .
            KEY_BACKUP                     x   .   .   .   x   x   .   .   .   .
            KEY_RESTORE                    x   .   .   .   x   .   .   .   .   .
            KEY_ENCRYPT                    x   .   .   .   x   x   .   .   .   .
            KEY_DECRYPT                    x   .   .   .   x   x   .   .   .   .
            KEY_WRAP                       x   .   .   .   x   x   x   .   .   .
            KEY_UNWRAP                     x   .   .   .   x   x   x   .   .   .
            KEY_SIGN                       x   .   .   .   x   x   .   .   .   .
            KEY_VERIFY                     x   .   .   .   x   x   .   .   .   .
            KEY_RELEASE                    x   .   .   .   x   .   .   x   .   .
            KEY_ROTATE                     x   .   .   .   x   .   .   .   .   .
            KEY_GET_ROTATION_POLICY        x   x   .   .   x   .   .   .   .   .
            KEY_SET_ROTATION_POLICY        x   .   .   .   x   .   .   .   .   .
            SECRET_GET                     x   .   .   x   .   .   .   .   x   x
            SECRET_LIST                    x   x   .   x   .   .   .   .   x   x
            SECRET_GET_DELETED             x   x   .   x   .   .   .   .   x   x
            SECRET_SET                     x   .   .   .   .   .   .   .   x   .
            SECRET_UPDATE                  x   .   .   .   .   .   .   .   x   .
            SECRET_DELETE                  x   .   .   .   .   .   .   .   x   .
            SECRET_RECOVER                 x   .   .   .   .   .   .   .   x   .
            SECRET_PURGE                   x   .   .   .   .   .   .   .   x   .
            SECRET_BACKUP                  x   .   .   .   .   .   .   .   x   .
            SECRET_RESTORE                 x   .   .   .   .   .   .   .   x   .
            CERTIFICATE_CREATE             x   .   x   .   .   .   .   .   .   .
            CERTIFICATE_IMPORT             x   .   x   .   .   .   .   .   .   .
            CERTIFICATE_GET                x   x   x   x   .   .   .   .   .   .
            CERTIFICATE_LIST               x   x   x   x   .   .   .   .   .   .
            CERTIFICATE_GET_DELETED        x   x   x   x   .   .   .   .   .   .
            CERTIFICATE_UPDATE             x   .   x   .   .   .   .   .   .   .
            CERTIFICATE_DELETE             x   .   x   .   .   .   .   .   .   .
            CERTIFICATE_RECOVER            x   .   x   .   .   .   .   .   .   .
            CERTIFICATE_PURGE              x   .   x   .   .   .   .   .   .   .
            CERTIFICATE_BACKUP             x   .   x   .   .   .   .   .   .   .
            CERTIFICATE_RESTORE            x   .   x   .   .   .   .   .   .   .
            CERTIFICATE_DELETE_PENDING     x   .   x   .   .   .   .   .   .   .
            CONTACTS_MANAGE                x   .   x   .   .   .   .   .   .   .
            ISSUER_LIST                    x   x   x   .   .   .   .   .   .   .
            ISSUER_GET                     x   x   x   .   .   .   .   .   .   .
            ISSUER_SET                     x   .   x   .   .   .   .   .   .   .
            ISSUER_DELETE                  x   .   x   .   .   .   .   .   .   .
            """;

    @Test
    @Tag("security:S-06")
    void everyOperationByEveryRoleIsAsTheTableSays() {
        assertThat(actual()).isEqualTo(table());
    }

    @Test
    void rolesOverResourcesGiveNothingInsideVaults() {
        List<String> overResources =
                BuiltInRoles.all().stream()
                        .map(RoleDefinition::name)
                        .filter(name -> !ROLES.contains(name))
                        .toList();
        assertThat(overResources)
                .containsExactlyInAnyOrder(
                        "Owner",
                        "Contributor",
                        "Reader",
                        "Tag Contributor",
                        "User Access Administrator",
                        "Key Vault Contributor",
                        "Key Vault Data Access Administrator");
        for (String role : overResources) {
            for (DataRight right : DataRight.values()) {
                assertThat(allows(role, right)).as(role + " " + right).isFalse();
            }
        }
    }

    private static Map<String, String> table() {
        Map<String, String> rows = new TreeMap<>();
        TABLE.lines()
                .skip(1)
                .map(String::strip)
                .forEach(line -> {
                    int blank = line.indexOf(' ');
                    rows.put(line.substring(0, blank), line.substring(blank).replace(" ", ""));
                });
        return rows;
    }

    private static Map<String, String> actual() {
        return Stream.of(DataRight.values())
                .collect(
                        Collectors.toMap(
                                DataRight::name,
                                right ->
                                        ROLES.stream()
                                                .map(role -> allows(role, right) ? "x" : ".")
                                                .collect(Collectors.joining()),
                                (one, _) -> one,
                                TreeMap::new));
    }

    private static boolean allows(String role, DataRight right) {
        RoleAssignment held =
                new RoleAssignment(
                        new UUID(1, 1),
                        new TenantId(new UUID(2, 2)),
                        VAULT,
                        BuiltInRoles.all().stream()
                                .filter(one -> one.name().equals(role))
                                .findFirst()
                                .orElseThrow()
                                .id(),
                        new PrincipalId("somebody"),
                        RoleAssignment.PrincipalType.USER,
                        null,
                        Instant.EPOCH,
                        "owner");
        return Authorizer.decide(List.of(held), right.action(), VAULT).allowed();
    }
}
