package dev.keyward.api.data;

import dev.keyward.api.Cost;
import dev.keyward.api.Handler;
import dev.keyward.api.Operation;
import dev.keyward.api.Route;
import dev.keyward.api.release.Attestation;
import dev.keyward.api.release.ReleaseSigner;
import dev.keyward.crypto.Hmac;
import dev.keyward.crypto.KeyTransport;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.Permission;
import dev.keyward.vault.VaultKeys;
import dev.keyward.vault.VaultObjects;
import dev.keyward.vault.VaultSecrets;
import java.util.List;
import java.util.stream.Stream;

/// Every operation of the data plane with its permission and cost (data-plane-keys, section 1;
/// data-plane-secrets, section 1; authorization, section 3).
public final class DataRoutes {
    private DataRoutes() {}

    /// @param cursors MACs the continuation tokens of lists
    /// @param soon has the background work done without delay
    public static List<Route> of(
            VaultObjects objects, Release release, Hmac cursors, Runnable soon) {
        Cursors pages = new Cursors(cursors);
        VaultKeys keys = objects.keys();
        VaultSecrets secrets = objects.secrets();
        CertificateBodies certificates = new CertificateBodies(objects.certificates());
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
                        lifeCycle(
                                new LifeCycleHandlers<>(keys.lifeCycle(), KeyBodies.SHAPE, pages),
                                new Rights(
                                        Permission.Key.GET,
                                        Permission.Key.LIST,
                                        Permission.Key.DELETE,
                                        Permission.Key.RECOVER,
                                        Permission.Key.PURGE,
                                        Permission.Key.BACKUP,
                                        Permission.Key.RESTORE)),
                        secrets(new SecretHandlers(secrets)),
                        lifeCycle(
                                new LifeCycleHandlers<>(
                                        secrets.lifeCycle(), SecretBodies.SHAPE, pages),
                                new Rights(
                                        Permission.Secret.GET,
                                        Permission.Secret.LIST,
                                        Permission.Secret.DELETE,
                                        Permission.Secret.RECOVER,
                                        Permission.Secret.PURGE,
                                        Permission.Secret.BACKUP,
                                        Permission.Secret.RESTORE)),
                        CertificateRoutes.certificates(
                                new CertificateHandlers(
                                        objects.certificates(),
                                        objects.enrolments(),
                                        certificates,
                                        soon)),
                        CertificateRoutes.contacts(new ContactHandlers(objects.contacts())),
                        CertificateRoutes.issuers(new IssuerHandlers(objects.issuers(), pages)),
                        lifeCycle(
                                new LifeCycleHandlers<>(
                                        objects.certificates().lifeCycle(),
                                        certificates.shape(),
                                        pages),
                                new Rights(
                                        Permission.Certificate.GET,
                                        Permission.Certificate.LIST,
                                        Permission.Certificate.DELETE,
                                        Permission.Certificate.RECOVER,
                                        Permission.Certificate.PURGE,
                                        Permission.Certificate.BACKUP,
                                        Permission.Certificate.RESTORE)))
                .flatMap(routes -> routes)
                .toList();
    }

    /// What key release needs.
    public record Release(Attestation attestation, KeyTransport transport, ReleaseSigner signer) {}

    /// What the operations of a life cycle take.
    private record Rights(
            Permission get,
            Permission list,
            Permission delete,
            Permission recover,
            Permission purge,
            Permission backup,
            Permission restore) {}

    private static Stream<Route> lifeCycle(LifeCycleHandlers<?, ?> on, Rights rights) {
        String word = on.kind().word();
        String live = "/" + on.kind().collection();
        String deleted = "/" + on.kind().deletedCollection();
        return Stream.of(
                Route.get(live, stored(word + "List", rights.list, on::list)),
                Route.get(
                        live + "/{name}/versions",
                        stored(word + "ListVersions", rights.list, on::versions)),
                Route.delete(live + "/{name}", stored(word + "Delete", rights.delete, on::delete)),
                Route.get(deleted, stored(word + "ListDeleted", rights.list, on::listDeleted)),
                Route.get(
                        deleted + "/{name}",
                        stored(word + "GetDeleted", rights.get, on::getDeleted)),
                Route.delete(deleted + "/{name}", stored(word + "Purge", rights.purge, on::purge)),
                Route.post(
                        deleted + "/{name}/recover",
                        stored(word + "Recover", rights.recover, on::recover)),
                Route.post(
                        live + "/{name}/backup",
                        stored(word + "Backup", rights.backup, on::backup)),
                Route.post(
                        live + "/restore", stored(word + "Restore", rights.restore, on::restore)));
    }

    private static Operation stored(String name, Permission right, Handler handler) {
        return Operation.vault(name, right, Cost.STORE, handler);
    }

    private static Stream<Route> secrets(SecretHandlers on) {
        Operation get = Operation.vault("SecretGet", Permission.Secret.GET, on::costOfGet, on::get);
        Operation update = stored("SecretUpdate", Permission.Secret.SET, on::update);
        return Stream.of(
                Route.put("/secrets/{name}", stored("SecretSet", Permission.Secret.SET, on::set)),
                Route.get("/secrets/{name}", get),
                Route.get("/secrets/{name}/{version}", get),
                Route.patch("/secrets/{name}", update),
                Route.patch("/secrets/{name}/{version}", update));
    }

    private static Stream<Route> keys(KeyHandlers on) {
        Operation get = Operation.vault("KeyGet", Permission.Key.GET, on::costOfGet, on::get);
        Operation update = stored("KeyUpdate", Permission.Key.UPDATE, on::update);
        return Stream.of(
                Route.post(
                        "/keys/{name}/create",
                        Operation.vault(
                                "KeyCreate", Permission.Key.CREATE, on::costOfCreate, on::create)),
                Route.get(
                        "/keys/{name}/attestation",
                        stored("KeyGetAttestation", Permission.Key.GET, on::attestation)),
                Route.get(
                        "/keys/{name}/{version}/attestation",
                        stored("KeyGetAttestation", Permission.Key.GET, on::attestation)),
                Route.post(
                        "/keys/{name}/{version}/securewrapkey",
                        stored(
                                "KeySecureWrap",
                                Permission.Key.WRAP_KEY,
                                on.secureWrap(KeyOperation.WRAP_KEY, "secureWrapKey"))),
                Route.post(
                        "/keys/{name}/{version}/secureunwrapkey",
                        stored(
                                "KeySecureUnwrap",
                                Permission.Key.UNWRAP_KEY,
                                on.secureWrap(KeyOperation.UNWRAP_KEY, "secureUnwrapKey"))),
                Route.put(
                        "/keys/{name}",
                        Operation.vault(
                                "KeyImport",
                                Permission.Key.IMPORT,
                                Cost.GENERATION,
                                on::importKey)),
                Route.get("/keys/{name}", get),
                Route.get("/keys/{name}/{version}", get),
                Route.patch("/keys/{name}", update),
                Route.patch("/keys/{name}/{version}", update));
    }

    private static Stream<Route> rotation(RotationHandlers on) {
        return Stream.of(
                Route.post(
                        "/keys/{name}/rotate",
                        Operation.vault(
                                "KeyRotate", Permission.Key.ROTATE, on::costOfRotate, on::rotate)),
                Route.get(
                        "/keys/{name}/rotationpolicy",
                        stored(
                                "KeyRotationPolicyGet",
                                Permission.Key.GET_ROTATION_POLICY,
                                on::getPolicy)),
                Route.put(
                        "/keys/{name}/rotationpolicy",
                        stored(
                                "KeyRotationPolicySet",
                                Permission.Key.SET_ROTATION_POLICY,
                                on::setPolicy)));
    }

    private static Stream<Route> release(ReleaseHandlers on) {
        return use("release", stored("KeyRelease", Permission.Key.RELEASE, on::release));
    }

    private static Stream<Route> using(CryptoHandlers crypto) {
        return Stream.of(
                        use(
                                "encrypt",
                                Operation.vault(
                                        "KeyEncrypt",
                                        Permission.Key.ENCRYPT,
                                        crypto.cost(KeyOperation.ENCRYPT),
                                        crypto.encrypt(KeyOperation.ENCRYPT))),
                        use(
                                "decrypt",
                                Operation.vault(
                                        "KeyDecrypt",
                                        Permission.Key.DECRYPT,
                                        crypto.cost(KeyOperation.DECRYPT),
                                        crypto.decrypt(KeyOperation.DECRYPT))),
                        use(
                                "wrapkey",
                                Operation.vault(
                                        "KeyWrap",
                                        Permission.Key.WRAP_KEY,
                                        crypto.cost(KeyOperation.WRAP_KEY),
                                        crypto.encrypt(KeyOperation.WRAP_KEY))),
                        use(
                                "unwrapkey",
                                Operation.vault(
                                        "KeyUnwrap",
                                        Permission.Key.UNWRAP_KEY,
                                        crypto.cost(KeyOperation.UNWRAP_KEY),
                                        crypto.decrypt(KeyOperation.UNWRAP_KEY))),
                        use(
                                "sign",
                                Operation.vault(
                                        "KeySign",
                                        Permission.Key.SIGN,
                                        crypto.cost(KeyOperation.SIGN),
                                        crypto::sign)),
                        use(
                                "verify",
                                Operation.vault(
                                        "KeyVerify",
                                        Permission.Key.VERIFY,
                                        crypto.cost(KeyOperation.VERIFY),
                                        crypto::verify)))
                .flatMap(routes -> routes);
    }

    /// Asks for the least right over keys, since a vault has none of its own for it.
    private static Stream<Route> random(RandomHandlers on) {
        return Stream.of(
                Route.post(
                        "/rng",
                        Operation.vault(
                                "RandomNumbersGenerate",
                                Permission.Key.GET,
                                Cost.MEMORY,
                                on::bytes)));
    }

    /// The version may be left out.
    private static Stream<Route> use(String word, Operation operation) {
        return Stream.of(
                Route.post("/keys/{name}/" + word, operation),
                Route.post("/keys/{name}/{version}/" + word, operation));
    }
}
