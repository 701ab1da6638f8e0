package dev.keyward.issuers;

import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.vault.vaults.Vault;
import java.util.function.Function;

/// Where an authority publishes: under the vault's own host.
final class Addresses {
    static final String LIST = ".crl";
    static final String CERTIFICATE = ".cer";

    private final Function<Vault, String> vaultUrl;

    /// @param vaultUrl without a slash at the end
    Addresses(Function<Vault, String> vaultUrl) {
        this.vaultUrl = vaultUrl;
    }

    /// @param authority that signs
    X509Authorities.Publication of(Vault vault, String authority) {
        String base = vaultUrl.apply(vault) + VaultAuthority.PUBLISHED_UNDER + "/" + authority;
        return new X509Authorities.Publication(base + LIST, base + CERTIFICATE);
    }
}
