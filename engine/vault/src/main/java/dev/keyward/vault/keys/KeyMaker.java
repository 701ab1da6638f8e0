package dev.keyward.vault.keys;

import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.transport.Hsm;
import dev.keyward.crypto.transport.KeyTransfer;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.vault.vaults.Vault;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// Makes keys, takes them in and opens them, here or in the hardware module.
///
/// Every method that is asked for a hardware key throws `VaultException` with
/// `HardwareKeyNotAllowed` where the vault may have none, or there is no module.
final class KeyMaker {
    private final Keys keys;
    private final KeyImport imports;
    private final @Nullable Hsm hsm;
    private final @Nullable RsaPool pool;

    KeyMaker(SecureRandom random, @Nullable Hsm hsm, @Nullable RsaPool pool) {
        this.keys = new Keys(random);
        this.imports = new KeyImport(random);
        this.hsm = hsm;
        this.pool = pool;
    }

    /// RSA takes its time where none is in the pool.
    KeyMaterial generate(
            Vault vault, ObjectName name, KeyParameters parameters, Protection protection) {
        return switch (protection) {
            case SOFTWARE -> software(parameters, generate(parameters));
            case HSM -> KeyMaterial.of(hsm(vault).generate(parameters, label(vault, name)));
        };
    }

    private SecretBytes generate(KeyParameters parameters) {
        return pool != null && parameters instanceof KeyParameters.Rsa rsa
                ? pool.take(rsa).orElseGet(() -> keys.generate(parameters))
                : keys.generate(parameters);
    }

    /// @throws VaultException with `BadParameter` naming the part that is wrong
    KeyMaterial importKey(
            Vault vault, ObjectName name, PrivateKeyParts parts, Protection protection) {
        return switch (protection) {
            case SOFTWARE -> software(imports.check(parts));
            case HSM -> {
                Hsm module = hsm(vault);
                try (ImportedKey key = imports.check(parts)) {
                    yield KeyMaterial.of(module.importKey(key, label(vault, name)));
                }
            }
        };
    }

    /// Unwraps a transferred key into this process.
    ///
    /// @param kty of the key that is expected
    /// @throws VaultException with `ParameterIncorrect`, or what import says of the key
    KeyMaterial receive(CryptoKey exchangeKey, byte[] ciphertext, String kty) {
        try (PrivateKeyParts parts = KeyTransfer.unwrap(exchangeKey, ciphertext, kty)) {
            return software(imports.check(parts));
        }
    }

    /// Unwraps a transferred key inside the module.
    ///
    /// @param exchangeKey handle of the key-exchange key
    KeyMaterial receive(
            Vault vault, ObjectName name, SecretBytes exchangeKey, byte[] ciphertext, String kty) {
        return KeyMaterial.of(hsm(vault).receive(exchangeKey, ciphertext, kty, label(vault, name)));
    }

    /// @param secret as it was stored; not kept
    CryptoKey open(
            Vault vault, KeyParameters parameters, Protection protection, SecretBytes secret) {
        return switch (protection) {
            case SOFTWARE -> keys.open(parameters, secret);
            case HSM -> hsm(vault).open(parameters, secret);
        };
    }

    /// Refuses hardware keys where they can't be had.
    void check(Vault vault, Protection protection) {
        if (protection == Protection.HSM) {
            hsm(vault);
        }
    }

    private Hsm hsm(Vault vault) {
        if (vault.settings().sku() == Sku.STANDARD || hsm == null) {
            throw new VaultException(
                    new VaultError.HardwareKeyNotAllowed(vault.settings().sku().wireName()));
        }
        return hsm;
    }

    private static String label(Vault vault, ObjectName name) {
        return vault.id() + "/" + name;
    }

    private KeyMaterial software(ImportedKey key) {
        return software(key.parameters(), key.pkcs8());
    }

    private KeyMaterial software(KeyParameters parameters, SecretBytes secret) {
        PublicKeyParts publicParts;
        try {
            publicParts = keys.publicParts(parameters, secret);
        } catch (RuntimeException fault) {
            secret.close();
            throw fault;
        }
        return new KeyMaterial(parameters, Protection.SOFTWARE, publicParts, secret);
    }
}
