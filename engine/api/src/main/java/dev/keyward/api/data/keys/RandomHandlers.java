package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.wire.keys.RandomBytes;
import dev.keyward.wire.keys.RandomBytesParameters;

/// Random bytes (data-plane-managed-hsm.md, section 5), which vaults offer here as well.
final class RandomHandlers {
    private static final int MOST = 128;

    private final VaultKeys keys;

    RandomHandlers(VaultKeys keys) {
        this.keys = keys;
    }

    ApiResponse bytes(Exchange exchange) {
        KeyRequests.require(ApiVersion.V7_3_PREVIEW, exchange);
        int count = RandomBytesParameters.parse(exchange.body()).count();
        if (count < 1 || count > MOST) {
            throw new VaultException(
                    new VaultError.BadRequestText(
                            "GetRandomBytesRequest: count cannot be greater than 128 or less"
                                    + " than 1"));
        }
        return Bodies.ok(new RandomBytes(keys.random(count)));
    }
}
