package dev.keyward.vault.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.model.Attributes;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.stored.StoredObjects;
import dev.keyward.vault.vaults.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens keys for use and keeps them so for a few minutes. Safe for use by several threads.
final class OpenKeys {
    private static final int MOST_KEYS = 4_096;

    /// Opened keys are kept no longer than this (security.md, section 6).
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final StoredObjects<KeyContent, Key> objects;
    private final DeploymentTime clock;
    private final KeyMaker maker;
    private final Cache<Place, FailureBudget> budgets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_KEYS)
                    .expireAfterAccess(FailureBudget.WINDOW.plus(FailureBudget.WINDOW))
                    .build();
    private final Cache<Place, CryptoKey> open =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterWrite(LONGEST).build();

    /// Identifies a version for all time.
    private record Place(VaultId vault, String name, ObjectVersion version) {}

    OpenKeys(StoredObjects<KeyContent, Key> objects, KeyMaker maker, Foundation on) {
        this.objects = objects;
        this.clock = on.clock();
        this.maker = maker;
        on.vaults()
                .onGone(vault -> open.asMap().keySet().removeIf(key -> key.vault().equals(vault)));
    }

    /// A key that is in memory and open, by one look-up of each.
    Optional<ReadyKey> ready(Vault vault, ObjectName name, @Nullable String version) {
        long asOf = objects.mark();
        return objects.inMemory(vault, name, version)
                .map(Supplier::get)
                .flatMap(key ->
                        Optional.ofNullable(open.getIfPresent(place(vault, key)))
                                .map(crypto ->
                                        new ReadyKey(
                                                this, vault, name, version, key, crypto, asOf)));
    }

    /// Whether what was found after the mark was taken is what would be found now.
    boolean isCurrent(long mark) {
        return objects.mark() == mark;
    }

    /// Readies a key for one operation, in the order of data-plane-keys.md, section 5.
    ///
    /// @throws VaultException with `ObjectNotFound`, or as [#check]
    KeyUse use(Vault vault, ObjectName name, @Nullable String version, KeyOperation operation) {
        Key key = objects.get(vault, name, version);
        check(key, operation);
        Place place = place(vault, key);
        CryptoKey ready = open.getIfPresent(place);
        if (ready == null) {
            ready = open.get(place, _ -> open(vault, key));
        }
        return new KeyUse(key, operation, ready, () -> budget(place));
    }

    /// Readies a key that was found open.
    ///
    /// @throws VaultException as [#check]
    KeyUse use(Vault vault, Key key, CryptoKey ready, KeyOperation operation) {
        check(key, operation);
        return new KeyUse(key, operation, ready, () -> budget(place(vault, key)));
    }

    private FailureBudget budget(Place place) {
        return budgets.get(
                place,
                it ->
                        new FailureBudget(
                                it.vault() + "/" + it.name() + "/" + it.version(), clock::certain));
    }

    /// @throws VaultException with `KeyDisabled`, `KeyNotYetValid`, `KeyExpired` or
    ///   `KeyOperationForbidden` for a key that may not do what is asked, now
    void check(Key key, KeyOperation operation) {
        String word = operation.joseName();
        Attributes attributes = key.attributes();
        if (!attributes.enabled()) {
            throw new VaultException(new VaultError.KeyDisabled(word));
        }
        boolean protects =
                switch (operation) {
                    case ENCRYPT, SIGN, WRAP_KEY -> true;
                    case DECRYPT, VERIFY, UNWRAP_KEY, IMPORT, EXPORT -> false;
                };
        Instant now = clock.instant();
        if (protects && !attributes.isInWindow(now)) {
            Instant notBefore = attributes.notBefore();
            Instant expires = attributes.expires();
            if (notBefore != null && now.isBefore(notBefore)) {
                throw new VaultException(new VaultError.KeyNotYetValid(word, notBefore));
            }
            if (expires != null) {
                throw new VaultException(new VaultError.KeyExpired(word, expires));
            }
        }
        if (!key.operations().contains(operation)) {
            throw new VaultException(new VaultError.KeyOperationForbidden(word));
        }
    }

    /// Opens a key for one use, keeping nothing.
    CryptoKey open(Vault vault, Key key) {
        try (SecretBytes secret = material(vault, key)) {
            return maker.open(vault, key.parameters(), key.protection(), secret);
        }
    }

    /// The secret half as it is stored, to be closed by the caller; of a key in a hardware module,
    /// the handle.
    SecretBytes material(Vault vault, Key key) {
        SecretBytes secret = objects.stored(vault, key.name(), key.version()).pkcs8();
        if (secret == null) {
            throw CanonicalReader.malformed(KeyCodec.CLEAR);
        }
        return secret;
    }

    private static Place place(Vault vault, Key key) {
        return new Place(vault.id(), key.name().canonical(), key.version());
    }
}
