package dev.keyward.api.administration;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.model.SecretBytes;
import dev.keyward.vault.VaultTransfer;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.VaultContents;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes the contents of a vault from one development server to another, so that tests can start
/// from a known state; for owners of the first subscription, with its vaults:
///
/// `POST /subscriptions/{s}/providers/Keyward.Development/vaults/{vault}/export` with
/// `{"passphrase":"..."}` answers all it holds as `value`, sealed under the passphrase, in pieces;
/// `.../import` with both brings it in, whole or not at all.
public final class ContentsRoutes {
    private static final String VAULT =
            "/subscriptions/{subscription}/providers/Keyward.Development/vaults/{vault}";
    private static final String ACTION = "Keyward.Development/vaults/";
    private static final String EXPORT = ACTION + "export/action";
    private static final String IMPORT = ACTION + "import/action";

    private final VaultTransfer transfer;
    private final VaultsByName vaults;
    private final DeploymentOwners owners;

    public ContentsRoutes(VaultTransfer transfer, Vaults vaults, DeploymentOwners owners) {
        this.transfer = transfer;
        this.vaults = new VaultsByName(vaults);
        this.owners = owners;
    }

    public List<Route> routes() {
        return List.of(
                route("/export", EXPORT, this::export), route("/import", IMPORT, this::importInto));
    }

    private static Route route(String path, String name, Handler handler) {
        return Route.post(
                VAULT + path,
                Operation.signedIn(name, Category.ADMINISTRATIVE, Cost.STORE, handler));
    }

    private ApiResponse export(Exchange exchange) {
        Vault vault = vault(exchange, EXPORT);
        try (SecretBytes passphrase = VaultContents.Request.parse(exchange.body()).passphrase()) {
            VaultTransfer.Export export = transfer.export(vault, passphrase);
            return answer(export.counts(), export.value());
        }
    }

    private ApiResponse importInto(Exchange exchange) {
        Vault vault = vault(exchange, IMPORT);
        VaultContents.Request request = VaultContents.Request.parse(exchange.body());
        try (SecretBytes passphrase = request.passphrase()) {
            return answer(
                    exchange.await(
                            transfer.importInto(
                                    vault,
                                    passphrase,
                                    request.requiredValue(),
                                    _ -> exchange.evidence(200).get())),
                    null);
        }
    }

    private Vault vault(Exchange exchange, String action) {
        UUID subscription = owners.requireOwner(exchange, action).id();
        return vaults.find(
                exchange, vault -> vault.placement().subscriptionId().equals(subscription));
    }

    private static ApiResponse answer(VaultTransfer.Counts counts, byte @Nullable [] value) {
        return ApiResponse.json(
                200,
                new VaultContents(
                                new VaultContents.Counts(
                                        counts.objects().keys(),
                                        counts.objects().secrets(),
                                        counts.objects().certificates(),
                                        counts.objects().deleted(),
                                        counts.issuers(),
                                        counts.contacts(),
                                        counts.operations(),
                                        counts.authorities()),
                                value)
                        .toJson());
    }
}
