package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.Permission;
import dev.keyward.model.Permissions;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.TenantId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each operation against each permission: only the one that authorization.md, section 3, names
/// lets it through, and without it nothing is told of the object.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTest {
    private static final String CRYPTO = "{\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"}";
    private static final String VERIFY =
            "{\"alg\":\"RS256\",\"digest\":\"AAAA\",\"value\":\"AAAA\"}";

    @TempDir static Path directory = Path.of("");
    private VaultPlane plane;

    AuthorizationMatrixTest() {}

    @BeforeAll
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(7, false));
        plane.owner("PUT", "/secrets/there", "{\"value\":\"v\"}");
        plane.owner("POST", "/keys/there/create", "{\"kty\":\"EC\"}");
    }

    @AfterAll
    void close() {
        plane.close();
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                row(Permission.Key.CREATE, "POST", "/keys/{n}/create", "{\"kty\":\"oct\"}"),
                row(Permission.Key.IMPORT, "PUT", "/keys/{n}", "{\"key\":{\"kty\":\"oct\"}}"),
                row(Permission.Key.GET, "GET", "/keys/{n}", null),
                row(Permission.Key.GET, "GET", "/keys/{n}/{v}", null),
                row(Permission.Key.UPDATE, "PATCH", "/keys/{n}", "{"),
                row(Permission.Key.UPDATE, "PATCH", "/keys/{n}/{v}", "{"),
                row(Permission.Key.DELETE, "DELETE", "/keys/nobody", null),
                row(Permission.Key.LIST, "GET", "/keys", null),
                row(Permission.Key.LIST, "GET", "/keys/{n}/versions", null),
                row(Permission.Key.LIST, "GET", "/deletedkeys", null),
                row(Permission.Key.GET, "GET", "/deletedkeys/{n}", null),
                row(Permission.Key.PURGE, "DELETE", "/deletedkeys/{n}", null),
                row(Permission.Key.RECOVER, "POST", "/deletedkeys/{n}/recover", null),
                row(Permission.Key.BACKUP, "POST", "/keys/{n}/backup", null),
                row(Permission.Key.RESTORE, "POST", "/keys/restore", "{\"value\":\"AAAA\"}"),
                row(Permission.Key.ENCRYPT, "POST", "/keys/{n}/encrypt", CRYPTO),
                row(Permission.Key.DECRYPT, "POST", "/keys/{n}/{v}/decrypt", CRYPTO),
                row(Permission.Key.SIGN, "POST", "/keys/{n}//sign", CRYPTO),
                row(Permission.Key.VERIFY, "POST", "/keys/{n}/verify", VERIFY),
                row(Permission.Key.WRAP_KEY, "POST", "/keys/{n}/wrapkey", CRYPTO),
                row(Permission.Key.UNWRAP_KEY, "POST", "/keys/{n}/unwrapKey", CRYPTO),
                row(Permission.Key.GET, "GET", "/keys/{n}/attestation", null),
                row(Permission.Key.GET, "GET", "/keys/{n}/{v}/attestation", null),
                row(Permission.Key.WRAP_KEY, "POST", "/keys/{n}/securewrapkey", CRYPTO),
                row(Permission.Key.WRAP_KEY, "POST", "/keys/{n}/{v}/securewrapkey", CRYPTO),
                row(Permission.Key.UNWRAP_KEY, "POST", "/keys/{n}/secureunwrapkey", CRYPTO),
                row(Permission.Key.UNWRAP_KEY, "POST", "/keys/{n}/{v}/secureunwrapkey", CRYPTO),
                row(Permission.Key.GET, "POST", "/rng", "{\"count\":1}"),
                row(Permission.Secret.SET, "PUT", "/secrets/{n}", "{"),
                row(Permission.Secret.GET, "GET", "/secrets/{n}", null),
                row(Permission.Secret.GET, "GET", "/secrets/{n}/{v}", null),
                row(Permission.Secret.SET, "PATCH", "/secrets/{n}", "{"),
                row(Permission.Secret.SET, "PATCH", "/secrets/{n}/{v}", "{"),
                row(Permission.Secret.DELETE, "DELETE", "/secrets/nobody", null),
                row(Permission.Secret.LIST, "GET", "/secrets", null),
                row(Permission.Secret.LIST, "GET", "/secrets/{n}/versions", null),
                row(Permission.Secret.LIST, "GET", "/deletedsecrets", null),
                row(Permission.Secret.GET, "GET", "/deletedsecrets/{n}", null),
                row(Permission.Secret.PURGE, "DELETE", "/deletedsecrets/{n}", null),
                row(Permission.Secret.RECOVER, "POST", "/deletedsecrets/{n}/recover", null),
                row(Permission.Secret.BACKUP, "POST", "/secrets/{n}/backup", null),
                row(Permission.Secret.RESTORE, "POST", "/secrets/restore", "{\"value\":\"AA\"}"),
                row(Permission.Certificate.CREATE, "POST", "/certificates/{n}/create", "{"),
                row(Permission.Certificate.IMPORT, "POST", "/certificates/{n}/import", "{"),
                row(Permission.Certificate.GET, "GET", "/certificates/{n}", null),
                row(Permission.Certificate.GET, "GET", "/certificates/{n}/{v}", null),
                row(Permission.Certificate.UPDATE, "PATCH", "/certificates/{n}", "{"),
                row(Permission.Certificate.UPDATE, "PATCH", "/certificates/{n}/{v}", "{"),
                row(Permission.Certificate.GET, "GET", "/certificates/{n}/policy", null),
                row(Permission.Certificate.UPDATE, "PATCH", "/certificates/{n}/policy", "{"),
                row(Permission.Certificate.GET, "GET", "/certificates/{n}/pending", null),
                row(Permission.Certificate.UPDATE, "PATCH", "/certificates/{n}/pending", "{"),
                row(Permission.Certificate.CREATE, "POST", "/certificates/{n}/pending/merge", "{"),
                row(Permission.Certificate.DELETE, "DELETE", "/certificates/nobody", null),
                row(Permission.Certificate.LIST, "GET", "/certificates", null),
                row(Permission.Certificate.LIST, "GET", "/certificates/{n}/versions", null),
                row(Permission.Certificate.LIST, "GET", "/deletedcertificates", null),
                row(Permission.Certificate.GET, "GET", "/deletedcertificates/{n}", null),
                row(Permission.Certificate.PURGE, "DELETE", "/deletedcertificates/{n}", null),
                row(
                        Permission.Certificate.RECOVER,
                        "POST",
                        "/deletedcertificates/{n}/recover",
                        null),
                row(Permission.Certificate.BACKUP, "POST", "/certificates/{n}/backup", null),
                row(
                        Permission.Certificate.RESTORE,
                        "POST",
                        "/certificates/restore",
                        "{\"value\":\"AA\"}"),
                row(Permission.Certificate.MANAGE_CONTACTS, "PUT", "/certificates/contacts", "{"),
                row(Permission.Certificate.MANAGE_CONTACTS, "GET", "/certificates/contacts", null),
                row(
                        Permission.Certificate.MANAGE_CONTACTS,
                        "DELETE",
                        "/certificates/contacts",
                        null));
    }

    private static Arguments row(
            Permission permission, String method, String path, @Nullable String body) {
        return Arguments.of(permission, method, path, body);
    }

    private static List<Permission> permissions() {
        List<Permission> all = new ArrayList<>();
        all.addAll(List.of(Permission.Key.values()));
        all.addAll(List.of(Permission.Secret.values()));
        all.addAll(List.of(Permission.Certificate.values()));
        all.addAll(List.of(Permission.Storage.values()));
        return all;
    }

    private Answer ask(
            @Nullable String token,
            String method,
            String path,
            @Nullable String body,
            String name) {
        return plane.ask(
                token,
                method,
                path.replace("{n}", name).replace("{v}", "0".repeat(32)),
                body,
                Map.of());
    }

    @ParameterizedTest(name = "{1} {2} needs {0}")
    @MethodSource("operations")
    @Tag("security:S-06")
    @Tag("seed:I-24")
    void onlyItsOwnPermissionLetsAnOperationThrough(
            Permission needed, String method, String path, @Nullable String body) {
        for (Permission granted : permissions()) {
            plane.policies(
                    List.of(
                            VaultPlane.policy("owner", VaultPlane.everything()),
                            VaultPlane.policy("someone", VaultPlane.only(granted))));
            for (String name : List.of("there", "nobody")) {
                Answer answer = ask("someone", method, path, body, name);
                if (granted == needed) {
                    assertThat(answer.status()).as("%s", granted).isNotIn(401, 405, 500);
                    assertThat(answer.text())
                            .doesNotContain("AccessDenied", "Operation is not allowed.");
                } else {
                    assertThat(answer.status()).as("%s", granted).isEqualTo(403);
                    assertThat(answer.code()).isEqualTo(code(needed));
                    assertThat(answer.message()).isEqualTo(message(needed));
                }
            }
        }
    }

    /// The service has other words for purge (data-plane-common.md, section 4).
    private static String code(Permission needed) {
        return needed.word().equals("purge") ? "Forbidden" : "Forbidden/AccessDenied";
    }

    private static String message(Permission needed) {
        String caller =
                "appid=44444444-4444-4444-8444-444444444444;oid=someone;iss="
                        + VaultPlane.issuer(VaultPlane.TENANT);
        return needed.word().equals("purge")
                ? "Operation is not allowed.\r\nOperation: \"purge\"\r\nCaller: "
                        + caller
                        + "\r\nVault: vault01;location=local"
                : "The user, group or application '"
                        + caller
                        + "' does not have "
                        + needed.list()
                        + " "
                        + needed.word()
                        + " permission on key vault 'vault01;location=local'."
                        + " For help resolving this issue, please see"
                        + " https://go.microsoft.com/fwlink/?linkid=2125287";
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("operations")
    @Tag("security:S-06")
    void nobodyElseLearnsAnything(
            Permission needed, String method, String path, @Nullable String body) {
        plane.policies(List.of(VaultPlane.policy("owner", VaultPlane.everything())));
        for (String name : List.of("there", "nobody", "b%61d_name")) {
            Answer stranger = ask("stranger", method, path, body, name);
            assertThat(stranger.code()).isEqualTo(code(needed));
            for (String token : new @Nullable String[] {null, "bad", "foreigner"}) {
                Answer unknown = ask(token, method, path, body, name);
                assertThat(unknown.status()).isEqualTo(401);
                assertThat(unknown.headers().get("WWW-Authenticate"))
                        .isEqualTo(
                                "Bearer authorization=\"https://login.local.keyward.test:8443/"
                                        + VaultPlane.TENANT
                                        + "\", resource=\"https://vault.local.keyward.test:8443\""
                                        + (token == null ? "" : ", error=\"invalid_token\""));
            }
        }
    }

    @Test
    void aTokenOfAnotherTenantIsToldTheIssuerItNamesAndTheOneItShould() {
        TenantId other = new TenantId(new UUID(7, 7));
        assertThat(ask("foreigner", "GET", "/secrets/{n}", null, "there").message())
                .isEqualTo(
                        "AKV10032: Invalid issuer. Expected one of "
                                + VaultPlane.issuer(VaultPlane.TENANT)
                                + ", found "
                                + VaultPlane.issuer(other)
                                + ".");
    }

    @Test
    @Tag("seed:I-15")
    @Tag("security:S-08")
    void aPolicyCountsFromTheMomentItIsThereUntilItIsGone() {
        plane.policies(
                List.of(
                        VaultPlane.policy("owner", VaultPlane.everything()),
                        VaultPlane.policy("group", VaultPlane.only(Permission.Secret.GET))));
        assertThat(ask("member-1", "GET", "/secrets/{n}", null, "there").status()).isEqualTo(200);
        assertThat(ask("outsider", "GET", "/secrets/{n}", null, "there").status()).isEqualTo(403);
        plane.policies(
                List.of(
                        VaultPlane.policy("owner", VaultPlane.everything()),
                        VaultPlane.policy("group", Permissions.NONE)));
        assertThat(ask("member-1", "GET", "/secrets/{n}", null, "there").status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0} {1} takes any of {2}")
    @MethodSource("alternatives")
    @Tag("security:S-06")
    void anyOfSomePermissionsLetsAnOperationThrough(
            String method, String path, List<Permission> anyOf) {
        for (Permission granted : permissions()) {
            plane.policies(
                    List.of(
                            VaultPlane.policy("owner", VaultPlane.everything()),
                            VaultPlane.policy("someone", VaultPlane.only(granted))));
            Answer answer = ask("someone", method, path, "{", "there");
            assertThat(answer.text().contains("AccessDenied"))
                    .as("%s", granted)
                    .isEqualTo(!anyOf.contains(granted));
        }
    }

    static Stream<Arguments> alternatives() {
        String issuer = "/certificates/issuers/{n}";
        Permission manage = Permission.Certificate.MANAGE_ISSUERS;
        Permission get = Permission.Certificate.GET_ISSUERS;
        Permission set = Permission.Certificate.SET_ISSUERS;
        return Stream.of(
                Arguments.of(
                        "GET",
                        "/certificates/issuers",
                        List.of(Permission.Certificate.LIST_ISSUERS, get, manage)),
                Arguments.of("GET", issuer, List.of(get, manage)),
                Arguments.of("PUT", issuer, List.of(set, manage)),
                Arguments.of("PATCH", issuer, List.of(set, manage)),
                Arguments.of(
                        "DELETE", issuer, List.of(Permission.Certificate.DELETE_ISSUERS, manage)),
                Arguments.of(
                        "DELETE",
                        "/certificates/{n}/pending",
                        List.of(Permission.Certificate.UPDATE, Permission.Certificate.DELETE)));
    }
}
