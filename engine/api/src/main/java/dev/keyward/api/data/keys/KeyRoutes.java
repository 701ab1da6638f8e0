package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.Cursors;
import dev.keyward.api.data.objects.LifeCycleRoutes;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.DataRight;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.crypto.transport.KeyTransport;
import dev.keyward.model.KeyOperation;
import dev.keyward.outside.release.Attestation;
import dev.keyward.outside.release.ReleaseSigner;
import dev.keyward.vault.keys.VaultKeys;
import java.util.stream.Stream;

/// Every operation on keys with its permission and cost (data-plane-keys.md, section 1;
/// authorization.md, section 3).
public final class KeyRoutes {
    private KeyRoutes() {}

    /// What key release needs.
    public record Release(Attestation attestation, KeyTransport transport, ReleaseSigner signer) {}

    public static Stream<Route> of(VaultKeys keys, Release release, Cursors cursors) {
        return Stream.of(
                        keys(new KeyHandlers(keys)),
                        rotation(new RotationHandlers(keys)),
                        release(
                                new ReleaseHandlers(
                                        keys,
                                        release.attestation,
                                        release.transport,
                                        release.signer)),
                        using(new CryptoHandlers(keys)),
                        random(new RandomHandlers(keys)),
                        LifeCycleRoutes.of(
                                keys.lifeCycle(),
                                KeyBodies.SHAPE,
                                cursors,
                                new LifeCycleRoutes.Rights(
                                        DataRight.KEY_GET_DELETED,
                                        DataRight.KEY_LIST,
                                        DataRight.KEY_DELETE,
                                        DataRight.KEY_RECOVER,
                                        DataRight.KEY_PURGE,
                                        DataRight.KEY_BACKUP,
                                        DataRight.KEY_RESTORE)))
                .flatMap(routes -> routes);
    }

    private static Stream<Route> keys(KeyHandlers on) {
        Operation get = Operation.vault("KeyGet", DataRight.KEY_GET, on::get);
        Operation update = stored("KeyUpdate", DataRight.KEY_UPDATE, on::update);
        Operation secureWrap =
                stored(
                        "KeySecureWrap",
                        DataRight.KEY_WRAP,
                        on.secureWrap(KeyOperation.WRAP_KEY, "secureWrapKey"));
        Operation secureUnwrap =
                stored(
                        "KeySecureUnwrap",
                        DataRight.KEY_UNWRAP,
                        on.secureWrap(KeyOperation.UNWRAP_KEY, "secureUnwrapKey"));
        return Stream.of(
                Route.post(
                        "/keys/{name}/create",
                        Operation.vault("KeyCreate", DataRight.KEY_CREATE, on::create)),
                Route.get(
                        "/keys/{name}/attestation",
                        stored("KeyGetAttestation", DataRight.KEY_GET, on::attestation)),
                Route.get(
                        "/keys/{name}/{version}/attestation",
                        stored("KeyGetAttestation", DataRight.KEY_GET, on::attestation)),
                Route.post("/keys/{name}/securewrapkey", secureWrap),
                Route.post("/keys/{name}/{version}/securewrapkey", secureWrap),
                Route.post("/keys/{name}/secureunwrapkey", secureUnwrap),
                Route.post("/keys/{name}/{version}/secureunwrapkey", secureUnwrap),
                Route.put(
                        "/keys/{name}",
                        Operation.vault(
                                "KeyImport", DataRight.KEY_IMPORT, Cost.GENERATION, on::importKey)),
                Route.get("/keys/{name}", get),
                Route.get("/keys/{name}/{version}", get),
                Route.patch("/keys/{name}", update),
                Route.patch("/keys/{name}/{version}", update));
    }

    private static Stream<Route> rotation(RotationHandlers on) {
        return Stream.of(
                Route.post(
                        "/keys/{name}/rotate",
                        Operation.vault("KeyRotate", DataRight.KEY_ROTATE, on::rotate)),
                Route.get(
                        "/keys/{name}/rotationpolicy",
                        stored(
                                "KeyRotationPolicyGet",
                                DataRight.KEY_GET_ROTATION_POLICY,
                                on::getPolicy)),
                Route.put(
                        "/keys/{name}/rotationpolicy",
                        stored(
                                "KeyRotationPolicySet",
                                DataRight.KEY_SET_ROTATION_POLICY,
                                on::setPolicy)));
    }

    private static Stream<Route> release(ReleaseHandlers on) {
        return use("release", stored("KeyRelease", DataRight.KEY_RELEASE, on::release));
    }

    private static Stream<Route> using(CryptoHandlers crypto) {
        return Stream.of(
                        use(
                                "encrypt",
                                Operation.vault(
                                        "KeyEncrypt",
                                        DataRight.KEY_ENCRYPT,
                                        crypto.encrypt(KeyOperation.ENCRYPT))),
                        use(
                                "decrypt",
                                Operation.vault(
                                        "KeyDecrypt",
                                        DataRight.KEY_DECRYPT,
                                        crypto.decrypt(KeyOperation.DECRYPT))),
                        use(
                                "wrapkey",
                                Operation.vault(
                                        "KeyWrap",
                                        DataRight.KEY_WRAP,
                                        crypto.encrypt(KeyOperation.WRAP_KEY))),
                        use(
                                "unwrapkey",
                                Operation.vault(
                                        "KeyUnwrap",
                                        DataRight.KEY_UNWRAP,
                                        crypto.decrypt(KeyOperation.UNWRAP_KEY))),
                        use("sign", Operation.vault("KeySign", DataRight.KEY_SIGN, crypto::sign)),
                        use(
                                "verify",
                                Operation.vault("KeyVerify", DataRight.KEY_VERIFY, crypto::verify)))
                .flatMap(routes -> routes);
    }

    /// Asks for the least right over keys, since a vault has none of its own for it.
    private static Stream<Route> random(RandomHandlers on) {
        return Stream.of(
                Route.post(
                        "/rng",
                        Operation.vault(
                                "RandomNumbersGenerate",
                                DataRight.KEY_GET,
                                Cost.MEMORY,
                                on::bytes)));
    }

    /// The version may be left out.
    private static Stream<Route> use(String word, Operation operation) {
        return Stream.of(
                Route.post("/keys/{name}/" + word, operation),
                Route.post("/keys/{name}/{version}/" + word, operation));
    }

    private static Operation stored(String name, DataRight right, Handler handler) {
        return Operation.vault(name, right, Cost.STORE, handler);
    }
}
