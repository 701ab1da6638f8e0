package dev.keyward.api.data;

import dev.keyward.api.Cost;
import dev.keyward.api.Operation;
import dev.keyward.api.Route;
import dev.keyward.crypto.Hmac;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.Permission;
import dev.keyward.vault.VaultKeys;
import dev.keyward.vault.VaultSecrets;
import java.util.List;
import java.util.stream.Stream;

/// Every operation of the data plane with its permission and cost (data-plane-keys, section 1;
/// data-plane-secrets, section 1; authorization, section 3).
public final class DataRoutes {
    private DataRoutes() {}

    /// @param cursors MACs the continuation tokens of lists
    public static List<Route> of(VaultKeys keys, VaultSecrets secrets, Hmac cursors) {
        Cursors pages = new Cursors(cursors);
        return Stream.concat(
                        keys(new KeyHandlers(keys, pages), new CryptoHandlers(keys)),
                        secrets(new SecretHandlers(secrets, pages)))
                .toList();
    }

    private static Stream<Route> secrets(SecretHandlers on) {
        Operation get = Operation.vault("SecretGet", Permission.Secret.GET, on::costOfGet, on::get);
        Operation update =
                Operation.vault("SecretUpdate", Permission.Secret.SET, Cost.STORE, on::update);
        return Stream.of(
                Route.put(
                        "/secrets/{name}",
                        Operation.vault("SecretSet", Permission.Secret.SET, Cost.STORE, on::set)),
                Route.get("/secrets/{name}", get),
                Route.get("/secrets/{name}/{version}", get),
                Route.patch("/secrets/{name}", update),
                Route.patch("/secrets/{name}/{version}", update),
                Route.delete(
                        "/secrets/{name}",
                        Operation.vault(
                                "SecretDelete", Permission.Secret.DELETE, Cost.STORE, on::delete)),
                Route.get(
                        "/secrets",
                        Operation.vault(
                                "SecretList", Permission.Secret.LIST, Cost.STORE, on::list)),
                Route.get(
                        "/secrets/{name}/versions",
                        Operation.vault(
                                "SecretListVersions",
                                Permission.Secret.LIST,
                                Cost.STORE,
                                on::versions)),
                Route.get(
                        "/deletedsecrets",
                        Operation.vault(
                                "SecretListDeleted",
                                Permission.Secret.LIST,
                                Cost.STORE,
                                on::listDeleted)),
                Route.get(
                        "/deletedsecrets/{name}",
                        Operation.vault(
                                "SecretGetDeleted",
                                Permission.Secret.GET,
                                Cost.STORE,
                                on::getDeleted)),
                Route.delete(
                        "/deletedsecrets/{name}",
                        Operation.vault(
                                "SecretPurge", Permission.Secret.PURGE, Cost.STORE, on::purge)),
                Route.post(
                        "/deletedsecrets/{name}/recover",
                        Operation.vault(
                                "SecretRecover",
                                Permission.Secret.RECOVER,
                                Cost.STORE,
                                on::recover)),
                Route.post(
                        "/secrets/{name}/backup",
                        Operation.vault(
                                "SecretBackup", Permission.Secret.BACKUP, Cost.STORE, on::backup)),
                Route.post(
                        "/secrets/restore",
                        Operation.vault(
                                "SecretRestore",
                                Permission.Secret.RESTORE,
                                Cost.STORE,
                                on::restore)));
    }

    private static Stream<Route> keys(KeyHandlers on, CryptoHandlers crypto) {
        Operation get = Operation.vault("KeyGet", Permission.Key.GET, on::costOfGet, on::get);
        Operation update =
                Operation.vault("KeyUpdate", Permission.Key.UPDATE, Cost.STORE, on::update);
        Stream<Route> managing =
                Stream.of(
                        Route.post(
                                "/keys/{name}/create",
                                Operation.vault(
                                        "KeyCreate",
                                        Permission.Key.CREATE,
                                        on::costOfCreate,
                                        on::create)),
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
                        Route.patch("/keys/{name}/{version}", update),
                        Route.delete(
                                "/keys/{name}",
                                Operation.vault(
                                        "KeyDelete",
                                        Permission.Key.DELETE,
                                        Cost.STORE,
                                        on::delete)),
                        Route.get(
                                "/keys",
                                Operation.vault(
                                        "KeyList", Permission.Key.LIST, Cost.STORE, on::list)),
                        Route.get(
                                "/keys/{name}/versions",
                                Operation.vault(
                                        "KeyListVersions",
                                        Permission.Key.LIST,
                                        Cost.STORE,
                                        on::versions)),
                        Route.get(
                                "/deletedkeys",
                                Operation.vault(
                                        "KeyListDeleted",
                                        Permission.Key.LIST,
                                        Cost.STORE,
                                        on::listDeleted)),
                        Route.get(
                                "/deletedkeys/{name}",
                                Operation.vault(
                                        "KeyGetDeleted",
                                        Permission.Key.GET,
                                        Cost.STORE,
                                        on::getDeleted)),
                        Route.delete(
                                "/deletedkeys/{name}",
                                Operation.vault(
                                        "KeyPurge", Permission.Key.PURGE, Cost.STORE, on::purge)),
                        Route.post(
                                "/deletedkeys/{name}/recover",
                                Operation.vault(
                                        "KeyRecover",
                                        Permission.Key.RECOVER,
                                        Cost.STORE,
                                        on::recover)),
                        Route.post(
                                "/keys/{name}/backup",
                                Operation.vault(
                                        "KeyBackup",
                                        Permission.Key.BACKUP,
                                        Cost.STORE,
                                        on::backup)),
                        Route.post(
                                "/keys/restore",
                                Operation.vault(
                                        "KeyRestore",
                                        Permission.Key.RESTORE,
                                        Cost.STORE,
                                        on::restore)));
        Stream<Route> using =
                Stream.of(
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
        return Stream.concat(managing, using);
    }

    /// The version may be left out.
    private static Stream<Route> use(String word, Operation operation) {
        return Stream.of(
                Route.post("/keys/{name}/" + word, operation),
                Route.post("/keys/{name}/{version}/" + word, operation));
    }
}
