package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.wire.HttpReason;

/// How failed calls look to a script: PowerShell's category, exception type and message.
final class CallErrors {
    private CallErrors() {}

    static ErrorRecord of(Refusal refusal) {
        return ErrorRecord.of(
                ExceptionValue.of("System.ArgumentException", String.valueOf(refusal.getMessage())),
                "",
                refusal.category());
    }

    /// @param again how to sign in again, should that be what is needed
    static ErrorRecord of(VaultCallException failure, String again) {
        return failure.failure() instanceof CallFailure.SignInEnded
                ? ErrorRecord.of(
                        ExceptionValue.of(
                                type(failure), "%s: %s".formatted(again, failure.getMessage())),
                        "",
                        ErrorCategory.AuthenticationError)
                : ErrorRecord.of(
                        ExceptionValue.of(type(failure), message(failure)),
                        "",
                        ErrorCategory.CloseError);
    }

    private static String type(VaultCallException failure) {
        return switch (failure.failure()) {
            case CallFailure.HostNotFound _,
                    CallFailure.ConnectionFailed _,
                    CallFailure.CertificateNotTrusted _ ->
                    "System.Net.Http.HttpRequestException";
            case CallFailure.SignInEnded _ ->
                    "Microsoft.Azure.Commands.Common.Exceptions.AzPSAuthenticationFailedException";
            case CallFailure.Cancelled _ -> "System.OperationCanceledException";
            case CallFailure.Refused _, CallFailure.NothingThere _, CallFailure.BadAnswer _ ->
                    "Microsoft.Azure.KeyVault.Models.KeyVaultErrorException";
        };
    }

    // The text of the SDK below the old cmdlets, then the service's own: scripts match either.
    private static String message(VaultCallException failure) {
        String reason =
                switch (failure.status()) {
                    // As .NET spells them.
                    case 400, 401, 403, 404, 409, 429 ->
                            HttpReason.of(failure.status()).orElse("").replace(" ", "");
                    default -> "";
                };
        String text = String.valueOf(failure.getMessage()).strip();
        if (reason.isEmpty() || failure.failure() instanceof CallFailure.HostNotFound) {
            return text;
        }
        return "Operation returned an invalid status code '%s'\nCode: %s\nMessage: %s"
                .formatted(reason, failure.code(), text);
    }
}
