package dev.keyward.api.administration;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.crypto.sealing.RootKeyProvider;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.KeyRotation;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.KeyGeneration;
import java.io.IOException;
import java.util.List;

/// New keys for the deployment while it is used (security.md, section 5.2); for owners of its first
/// subscription:
///
/// `POST /subscriptions/{s}/providers/Keyward.Keys/root/rotate` wraps the keys of all vaults and of
/// the system under a new root key. `.../system/rotate` and `.../vaults/{vault}/rotate` make a new
/// key of that scope and seal its records again before they answer. Each answers the generation of
/// the new key, `{"generation":2}`.
public final class KeyRotationRoutes {
    private static final String PROVIDER = "/subscriptions/{subscription}/providers/Keyward.Keys";
    private static final String ACTION = "Keyward.Keys/rotate/action";

    private final KeyRotation rotation;
    private final Provider provider;
    private final VaultsByName vaults;
    private final DeploymentOwners owners;

    /// Opens what protects the root key at rest, anew for each rotation.
    @FunctionalInterface
    public interface Provider {
        RootKeyProvider open() throws IOException;
    }

    public KeyRotationRoutes(
            KeyRotation rotation, Provider provider, Vaults vaults, DeploymentOwners owners) {
        this.rotation = rotation;
        this.provider = provider;
        this.vaults = new VaultsByName(vaults);
        this.owners = owners;
    }

    public List<Route> routes() {
        return List.of(
                route("/root/rotate", "Keyward.Keys/root/rotate/action", this::root),
                route("/system/rotate", "Keyward.Keys/system/rotate/action", this::system),
                route("/vaults/{vault}/rotate", "Keyward.Keys/vaults/rotate/action", this::vault));
    }

    private static Route route(String path, String name, Handler handler) {
        return Route.post(
                PROVIDER + path,
                Operation.signedIn(name, Category.ADMINISTRATIVE, Cost.STORE, handler));
    }

    private ApiResponse root(Exchange exchange) {
        owners.requireOwner(exchange, ACTION);
        try {
            return answer(rotation.root(provider.open(), exchange.evidence(200)));
        } catch (IOException unusable) {
            throw new VaultException(
                    new VaultError.Unavailable("root key: " + unusable.getMessage()));
        }
    }

    private ApiResponse system(Exchange exchange) {
        owners.requireOwner(exchange, ACTION);
        return answer(rotation.system(exchange.evidence(200)));
    }

    private ApiResponse vault(Exchange exchange) {
        owners.requireOwner(exchange, ACTION);
        Vault vault = vaults.find(exchange, _ -> true);
        return answer(rotation.vault(vault.id(), exchange.evidence(200)));
    }

    private static ApiResponse answer(int generation) {
        return ApiResponse.json(200, new KeyGeneration(generation).toJson());
    }
}
