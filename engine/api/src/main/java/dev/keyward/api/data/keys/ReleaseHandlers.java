package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.crypto.transport.KeyTransport;
import dev.keyward.model.TransportAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.outside.release.Attestation;
import dev.keyward.outside.release.ReleaseRules;
import dev.keyward.outside.release.ReleaseSigner;
import dev.keyward.vault.keys.Key;
import dev.keyward.vault.keys.ReleasedKey;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.wire.keys.KeyReleaseParameters;
import dev.keyward.wire.keys.KeyReleaseResult;
import dev.keyward.wire.keys.ReleasedKeyBody;
import java.util.Objects;

/// Secure key release (data-plane-keys.md, section 7).
final class ReleaseHandlers {
    private final VaultKeys keys;
    private final Attestation attestation;
    private final KeyTransport transport;
    private final ReleaseSigner signer;

    ReleaseHandlers(
            VaultKeys keys, Attestation attestation, KeyTransport transport, ReleaseSigner signer) {
        this.keys = keys;
        this.attestation = attestation;
        this.transport = transport;
        this.signer = signer;
    }

    ApiResponse release(Exchange exchange) {
        KeyRequests.require(ApiVersion.V7_3_PREVIEW, exchange);
        KeyReleaseParameters body = KeyReleaseParameters.parse(exchange.body());
        if (body.target().isEmpty()) {
            throw new VaultException(new VaultError.BadParameter("target", "not empty"));
        }
        TransportAlgorithm enc =
                body.enc() == null
                        ? TransportAlgorithm.CKM_RSA_AES_KEY_WRAP
                        : TransportAlgorithm.parse(body.enc())
                                .orElseThrow(() ->
                                        new VaultException(
                                                new VaultError.BadParameter(
                                                        "enc",
                                                        "CKM_RSA_AES_KEY_WRAP,"
                                                                + " RSA_AES_KEY_WRAP_256 or"
                                                                + " RSA_AES_KEY_WRAP_384")));
        Key key =
                keys.releasable(exchange.vault(), Bodies.name(exchange), Bodies.version(exchange));
        KeyBodies.audited(exchange, key);
        ReleaseRules rules =
                ReleaseRules.parse(Objects.requireNonNull(key.releasePolicy()).document());
        Attestation.Receiver receiver = attestation.check(body.target(), rules);
        byte[] ciphertext;
        try (ReleasedKey released = keys.release(exchange.vault(), key)) {
            ciphertext = transport.wrap(enc, receiver.n(), receiver.e(), released.material());
        }
        String kid =
                Bodies.version(exchange) == null
                        ? KeyBodies.id(exchange, key)
                        : KeyBodies.kid(exchange, key);
        ReleasedKeyBody answer =
                new ReleasedKeyBody(
                        exchange.apiVersion(),
                        enc.name(),
                        kid,
                        body.nonce(),
                        KeyBodies.bundle(exchange, key),
                        new ReleasedKeyBody.KeyBlob(receiver.kid(), enc.name(), ciphertext));
        return Bodies.ok(new KeyReleaseResult(signer.sign(answer.toJson())));
    }
}
