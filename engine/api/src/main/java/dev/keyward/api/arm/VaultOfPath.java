package dev.keyward.api.arm;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.util.Optional;

/// The vault that `{group}` and `{name}` of a path mean.
record VaultOfPath(Vaults vaults) {

    /// @throws VaultException with `ResourceNotFound`
    Vault existing(Exchange exchange, Subscription subscription) {
        String name = exchange.path("name");
        String group = exchange.path("group");
        Optional<Vault> vault =
                VaultName.isValid(name) ? vaults.find(new VaultName(name)) : Optional.empty();
        return vault.filter(found -> found.placement().subscriptionId().equals(subscription.id()))
                .filter(found -> found.placement().resourceGroup().equalsIgnoreCase(group))
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.ResourceNotFound(
                                        Ids.VAULT_TYPE,
                                        Printable.name(name),
                                        Printable.name(group))));
    }
}
