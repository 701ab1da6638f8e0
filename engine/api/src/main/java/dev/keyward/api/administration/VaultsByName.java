package dev.keyward.api.administration;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.RefusedRequest;
import java.util.Optional;
import java.util.function.Predicate;

/// The vault that a path of the management plane names by `{vault}` alone.
public record VaultsByName(Vaults vaults) {
    /// @param known whether the caller may know of it
    /// @throws RefusedRequest with `VaultNotFound`
    public Vault find(Exchange exchange, Predicate<Vault> known) {
        String name = exchange.path("vault");
        return Optional.of(name)
                .filter(VaultName::isValid)
                .flatMap(valid -> vaults.find(new VaultName(valid)))
                .filter(known)
                .orElseThrow(() ->
                        new RefusedRequest(
                                404,
                                "VaultNotFound",
                                "There is no vault named '" + Printable.name(name) + "'."));
    }
}
