package dev.keyward.vault.issuers;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import org.jspecify.annotations.Nullable;

/// What a vault knows of an issuer: whom to ask and in whose name.
///
/// @param provider which [CertificateIssuer], as the caller wrote it
/// @param accountId at most 200 characters
/// @param password of the account; never shown again. Shared, so nobody may wipe it
public record IssuerSettings(
        String provider,
        @Nullable String accountId,
        @Nullable SecretBytes password,
        Organization organization,
        boolean enabled) {
    private static final int LONGEST = 200;

    /// @throws VaultException with `BadParameter`
    public IssuerSettings {
        if (provider.isBlank() || provider.length() > LONGEST) {
            throw new VaultException(
                    new VaultError.BadParameter("provider", "1 to 200 characters"));
        }
        if (accountId != null && accountId.length() > LONGEST) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "credentials.account_id", "at most 200 characters"));
        }
    }

    @Override
    public String toString() {
        return "IssuerSettings[" + provider + "]";
    }
}
