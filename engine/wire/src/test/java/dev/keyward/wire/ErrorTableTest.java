package dev.keyward.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Permission;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultName;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorTableTest {
    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        new VaultError.ObjectNotFound(ObjectKind.SECRET, "db", null),
                        404,
                        "SecretNotFound",
                        null,
                        "A secret with (name/id) db was not found in this key vault. If you"
                                + " recently deleted this secret you may be able to recover it"
                                + " using the correct recovery command. For help resolving this"
                                + " issue, please see"
                                + " https://go.microsoft.com/fwlink/?linkid=2125182"),
                row(
                        new VaultError.ObjectNotFound(ObjectKind.KEY, "k", "ff"),
                        404,
                        "KeyNotFound",
                        null,
                        "A key with (name/id) k/ff was not found in this key vault. If you"
                                + " recently deleted this key you may be able to recover it"
                                + " using the correct recovery command. For help resolving this"
                                + " issue, please see"
                                + " https://go.microsoft.com/fwlink/?linkid=2125182"),
                row(
                        new VaultError.DeletedObjectNotFound(ObjectKind.KEY, "k"),
                        404,
                        "KeyNotFound",
                        null,
                        "Deleted Key not found: k"),
                row(
                        new VaultError.DeletedButRecoverable(
                                ObjectKind.SECRET, new ObjectName("Db")),
                        409,
                        "Conflict",
                        "ObjectIsDeletedButRecoverable",
                        "Secret Db is currently in a deleted but recoverable state, and its name"
                                + " cannot be reused; in this state, the secret can only be"
                                + " recovered or purged."),
                row(
                        new VaultError.SecretDisabled("get"),
                        403,
                        "Forbidden",
                        "SecretDisabled",
                        "Operation get is not allowed on a disabled secret."),
                row(
                        new VaultError.KeyDisabled("wrapKey"),
                        403,
                        "Forbidden",
                        "KeyDisabled",
                        "Operation wrapKey is not allowed on a disabled key."),
                row(
                        new VaultError.KeyOperationForbidden("decrypt"),
                        403,
                        "Forbidden",
                        "KeyOperationForbidden",
                        "Operation decrypt is not permitted on this key."),
                row(
                        new VaultError.PurgeProtected(),
                        403,
                        "Forbidden",
                        null,
                        "Operation \"purge\" is not allowed because purge protection is enabled for"
                                + " this vault. Key Vault service will automatically purge it after"
                                + " the retention period has passed."),
                row(
                        new VaultError.AccessDenied(
                                Permission.Secret.LIST,
                                "appid=a;oid=b;iss=https://sts/t/",
                                new VaultName("v01"),
                                "local"),
                        403,
                        "Forbidden",
                        "AccessDenied",
                        "The user, group or application 'appid=a;oid=b;iss=https://sts/t/' does not"
                                + " have secrets list permission on key vault"
                                + " 'v01;location=local'. For help resolving this issue, please see"
                                + " https://go.microsoft.com/fwlink/?linkid=2125287"),
                row(
                        new VaultError.SubscriptionDisabled(new VaultName("v01"), "local"),
                        403,
                        "Forbidden",
                        "SubscriptionDisabled",
                        "The subscription of the vault is disabled.\r\nVault: v01;location=local"),
                row(
                        new VaultError.MalformedBackup(),
                        400,
                        "Malformed backup blob",
                        null,
                        "Backup blob contains invalid or corrupt version."),
                row(
                        new VaultError.ParameterIncorrect(),
                        400,
                        "BadParameter",
                        null,
                        "The parameter is incorrect.\r\n"),
                row(
                        new VaultError.InvalidProperty("tags", "at most 15"),
                        400,
                        "BadParameter",
                        null,
                        "Property  has invalid value\r\n"),
                row(
                        new VaultError.TenantIdNotValid(),
                        400,
                        "BadRequest",
                        null,
                        "invalid value for tenantId"),
                row(
                        new VaultError.ResourceGroupNameNotValid(),
                        400,
                        "InvalidResourceGroupName",
                        null,
                        "a resource group name has 1 to 90 letters, digits, '-', '_', '.', '(' and"
                                + " ')', and doesn't end with a full stop"),
                row(
                        new VaultError.WebhookNotValidated("it answered 404"),
                        400,
                        "URL validation",
                        null,
                        "Webhook validation handshake failed for the endpoint: it answered 404."),
                row(
                        new VaultError.ExportTooLarge(32),
                        400,
                        "BadRequest",
                        null,
                        "The vault holds more than is exported: 32 MiB."),
                row(
                        new VaultError.ExportUnreadable(),
                        400,
                        "BadRequest",
                        null,
                        "The passphrase isn't that of the export, or the export was changed or is"
                                + " of another version."),
                row(
                        new VaultError.ImportCollides(
                                "certificate issuer", new ObjectName("DigiCert")),
                        409,
                        "Conflict",
                        null,
                        "The vault has a certificate issuer 'DigiCert' already."),
                row(
                        new VaultError.AuthorityInTheWay(),
                        409,
                        "Conflict",
                        null,
                        "The vault has a certificate authority of its own already, and what it"
                                + " signed names it; import into a vault that has none."),
                row(
                        new VaultError.IssuedCertificateNotFound(),
                        404,
                        "CertificateNotFound",
                        null,
                        "No certificate with this serial number was issued by the authority of this"
                                + " vault."),
                row(
                        new VaultError.Unavailable("disk /secret/path"),
                        503,
                        "ServiceUnavailable",
                        null,
                        "The service cannot process the request at the moment."));
    }

    private static Arguments row(
            VaultError error, int status, String code, @Nullable String inner, String message) {
        return Arguments.of(error, status, code, inner, message);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersWithTheTextsClientsMatch(
            VaultError error, int status, String code, @Nullable String inner, String message) {
        WireError wire = ErrorTable.of(error);
        assertThat(wire.status()).isEqualTo(status);
        assertThat(wire.body()).isEqualTo(new ErrorBody(code, message, inner));
        assertThat(wire.retryAfterSeconds()).isZero();
    }

    @Test
    void startsTheTextOfARestoreConflictAsRecorded() {
        var error = new VaultError.RestoreConflict(ObjectKind.SECRET, "https://v/secrets/db/0");
        assertThat(ErrorTable.of(error).body().message())
                .startsWith("There was a conflict restoring the secret 'https://v/secrets/db/0'.");
    }

    @Test
    void asksForPatienceOnlyWhenThrottled() {
        WireError wire = ErrorTable.of(new VaultError.Throttled(Duration.ofMillis(10)));
        assertThat(wire.status()).isEqualTo(429);
        assertThat(wire.retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void writesTheEnvelopeOfTheService() {
        assertThat(new String(new ErrorBody("Forbidden", "no", "AccessDenied").toJson(), UTF_8))
                .isEqualTo(
                        "{\"error\":{\"code\":\"Forbidden\",\"message\":\"no\","
                                + "\"innererror\":{\"code\":\"AccessDenied\"}}}");
    }
}
