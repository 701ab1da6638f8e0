package dev.keyward.vault.keys;

import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.transport.Hsm;
import dev.keyward.model.Attributes;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.ReleasePolicy;
import dev.keyward.model.RotationPolicy;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.vault.rows.Wiping;
import dev.keyward.vault.stored.Head;
import dev.keyward.vault.stored.Stored;
import dev.keyward.vault.stored.StoredObjects;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The keys of all vaults (data-plane-keys.md). Safe for use by several threads.
///
/// Who may do what was decided before. A version is given as the caller wrote it; null or empty is
/// the current one. Reads of what is in memory touch nothing else; others read the store. What a
/// key may do is looked up at every use, so disabling and deleting take effect at once.
public final class VaultKeys {
    private static final String RELEASE = "release";

    private final StoredObjects<KeyContent, Key> objects;
    private final SecureRandom random;
    private final KeyMaker maker;
    private final OpenKeys opened;
    private final KeyRotation rotation;

    /// Without a hardware module: all keys are software keys.
    public VaultKeys(Foundation foundation) {
        this(foundation, null, null);
    }

    /// @param hsm where the `-HSM` keys of premium vaults live; null for nowhere
    /// @param pool of RSA keys made in advance; null for none
    public VaultKeys(Foundation foundation, @Nullable Hsm hsm, @Nullable RsaPool pool) {
        this.random = foundation.random();
        this.maker = new KeyMaker(random, hsm, pool);
        this.objects =
                new StoredObjects<>(
                        ObjectKind.KEY,
                        new KeyCodec(),
                        new KeyAgenda(),
                        KeyContent::attributes,
                        VaultKeys::key,
                        VaultKeys::key,
                        foundation);
        this.opened = new OpenKeys(objects, maker, foundation);
        this.rotation = new KeyRotation(objects, maker);
    }

    /// Those of a vault, on their way to another deployment.
    public Belongings belongings() {
        return objects.belongings();
    }

    /// Those that belong to certificates.
    public ManagedKeys managed() {
        return new ManagedKeys(objects.managed());
    }

    /// Lists, deletion and backup.
    public LifeCycle<Key> lifeCycle() {
        return objects;
    }

    /// Makes a key, current from now on; nothing is taken over from the version before. RSA takes
    /// its time before the method returns.
    ///
    /// @return fails with `DeletedButRecoverable`
    /// @throws VaultException with `HardwareKeyNotAllowed`, or `BadParameter` for operations that
    ///   don't go together
    public CompletionStage<Key> create(
            Vault vault,
            ObjectName name,
            KeyParameters parameters,
            Protection protection,
            NewKey key,
            Evidence<Key> evidence) {
        // Told before the long work is done; the change asks again.
        objects.checkFree(vault, name);
        key.attributes().create(objects.now());
        checkTogether(key.operations(), parameters);
        checkExportable(protection, key);
        KeyMaterial material = maker.generate(vault, name, parameters, protection);
        return add(vault, name, material, key, evidence);
    }

    /// Takes a key from outside after checking it.
    ///
    /// @return fails with `DeletedButRecoverable`
    /// @throws VaultException with `BadParameter` naming the part that is wrong, or
    ///   `HardwareKeyNotAllowed`
    public CompletionStage<Key> importKey(
            Vault vault,
            ObjectName name,
            PrivateKeyParts parts,
            Protection protection,
            NewKey key,
            Evidence<Key> evidence) {
        checkExportable(protection, key);
        return add(vault, name, maker.importKey(vault, name, parts, protection), key, evidence);
    }

    /// Takes a key that was wrapped for its way here by a key-exchange key of the vault.
    ///
    /// @return fails with `DeletedButRecoverable`
    /// @throws VaultException as [#use] of the key-exchange key for `import`; `ParameterIncorrect`,
    ///   whatever is wrong with the wrapping; or as [#importKey] of what was in it
    public CompletionStage<Key> receive(
            Vault vault, ObjectName name, SentKey sent, NewKey key, Evidence<Key> evidence) {
        maker.check(vault, sent.protection());
        checkExportable(sent.protection(), key);
        Key exchange = get(vault, sent.exchangeKey(), sent.exchangeVersion());
        opened.check(exchange, KeyOperation.IMPORT);
        if (exchange.protection() != sent.protection()) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "key.kty", "of keys that live where the key-exchange key does"));
        }
        KeyMaterial material =
                switch (sent.protection()) {
                    case SOFTWARE ->
                            maker.receive(
                                    opened.open(vault, exchange), sent.ciphertext(), sent.kty());
                    case HSM -> {
                        try (SecretBytes handle = opened.material(vault, exchange)) {
                            yield maker.receive(vault, name, handle, sent.ciphertext(), sent.kty());
                        }
                    }
                };
        return add(vault, name, material, key, evidence);
    }

    /// A key that receives others does nothing else, and is RSA (data-plane-keys.md, section 8).
    private static void checkTogether(
            @Nullable List<KeyOperation> operations, KeyParameters parameters) {
        if (operations == null || !operations.contains(KeyOperation.IMPORT)) {
            return;
        }
        if (operations.size() > 1) {
            throw new VaultException(
                    new VaultError.BadParameter("key_ops", "import alone, or others without it"));
        }
        if (!(parameters instanceof KeyParameters.Rsa)) {
            throw new VaultException(
                    new VaultError.BadParameter("key_ops", "import alone, and that of an RSA key"));
        }
    }

    /// What a hardware module holds never leaves it.
    private static void checkExportable(Protection protection, NewKey key) {
        if (protection == Protection.HSM && Boolean.TRUE.equals(key.release().exportable())) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "attributes.exportable",
                            "false, since the key is to live in a hardware module"));
        }
    }

    private CompletionStage<Key> add(
            Vault vault,
            ObjectName name,
            KeyMaterial material,
            NewKey key,
            Evidence<Key> evidence) {
        return Wiping.after(material.secret(), () -> written(vault, name, material, key, evidence));
    }

    private CompletionStage<Key> written(
            Vault vault,
            ObjectName name,
            KeyMaterial material,
            NewKey key,
            Evidence<Key> evidence) {
        checkTogether(key.operations(), material.parameters());
        Attributes attributes = key.attributes().create(objects.now());
        return objects.add(
                vault,
                name,
                head -> KeyPolicy.of(head).withRelease(release(head, key)).write(),
                head ->
                        new KeyContent(
                                attributes.withExportable(release(head, key) != null),
                                material.parameters(),
                                material.protection(),
                                material.publicParts(),
                                operations(key.operations())
                                        .orElseGet(material.parameters()::defaultOperations),
                                key.tags(),
                                material.secret()),
                evidence);
    }

    private static @Nullable ReleasePolicy release(@Nullable Head head, NewKey key) {
        return head == null
                ? key.release().ofNew()
                : key.release().of(KeyPolicy.of(head).release());
    }

    /// Some clients send an empty list when they mean none (known-client-quirks.md, section 13).
    private static Optional<List<KeyOperation>> operations(
            @Nullable List<KeyOperation> operations) {
        return operations == null || operations.isEmpty()
                ? Optional.empty()
                : Optional.of(operations);
    }

    /// @throws VaultException with `ObjectNotFound`; a disabled key is found
    public Key get(Vault vault, ObjectName name, @Nullable String version) {
        return objects.get(vault, name, version);
    }

    /// The key if [#get] would find it in memory; by one look-up.
    public Optional<Key> inMemory(Vault vault, ObjectName name, @Nullable String version) {
        return objects.inMemory(vault, name, version).map(Supplier::get);
    }

    /// The key if [#use] would find it open in memory; by one look-up.
    public Optional<ReadyKey> ready(Vault vault, ObjectName name, @Nullable String version) {
        return opened.ready(vault, name, version);
    }

    /// Readies a key for one operation, in the order of data-plane-keys.md, section 5.
    ///
    /// @throws VaultException with `ObjectNotFound`, `KeyDisabled`, `KeyNotYetValid`, `KeyExpired`
    ///   or `KeyOperationForbidden`
    public KeyUse use(
            Vault vault, ObjectName name, @Nullable String version, KeyOperation operation) {
        return opened.use(vault, name, version, operation);
    }

    /// The key whose release is asked for, before anybody looks at who asks.
    ///
    /// @throws VaultException with `ObjectNotFound`, `KeyDisabled`, or `KeyOperationForbidden` for
    ///   a key that isn't exportable
    public Key releasable(Vault vault, ObjectName name, @Nullable String version) {
        Key key = get(vault, name, version);
        if (!key.attributes().enabled()) {
            throw new VaultException(new VaultError.KeyDisabled(RELEASE));
        }
        if (!key.attributes().exportable()
                || key.releasePolicy() == null
                || key.protection() == Protection.HSM) {
            throw new VaultException(new VaultError.KeyOperationForbidden(RELEASE));
        }
        return key;
    }

    /// What leaves the vault of a key: the one door for all key types. Call it only once the
    /// release policy was found to be met.
    ///
    /// @param key from [#releasable]
    public ReleasedKey release(Vault vault, Key key) {
        return new ReleasedKey(key, opened.material(vault, key));
    }

    /// How often keys were looked up by name so far.
    public long lookUps() {
        return objects.lookUps();
    }

    /// @return fails with `ObjectNotFound`
    public CompletionStage<Key> update(
            Vault vault,
            ObjectName name,
            @Nullable String version,
            KeyChange change,
            Evidence<Key> evidence) {
        Instant now = objects.now();
        return objects.update(
                vault,
                name,
                version,
                stored -> {
                    KeyPolicy policy = KeyPolicy.read(stored);
                    return policy.withRelease(change.release().of(policy.release())).write();
                },
                content -> {
                    checkTogether(change.operations(), content.parameters());
                    return new KeyContent(
                            change.attributes().apply(content.attributes(), now),
                            content.parameters(),
                            content.protection(),
                            content.publicParts(),
                            operations(change.operations()).orElse(content.operations()),
                            change.tags() == null ? content.tags() : change.tags(),
                            content.pkcs8());
                },
                evidence);
    }

    /// Makes a version like the current one, with fresh key material and the expiry that the key's
    /// rotation policy says. RSA takes its time before the method returns.
    ///
    /// @return fails with `ObjectNotFound`
    /// @throws VaultException with `ObjectNotFound`
    public CompletionStage<Key> rotate(Vault vault, ObjectName name, Evidence<Key> evidence) {
        return rotation.rotate(vault, name, null, evidence);
    }

    /// @throws VaultException with `ObjectNotFound`; a key that was given no policy has
    ///   [RotationPolicy#STANDARD]
    public RotationPolicy rotationPolicy(Vault vault, ObjectName name) {
        return rotation.policy(vault, name);
    }

    /// @param change what the policy is to be, of what it is; may be asked more than once
    /// @return fails with `ObjectNotFound`, or with what the change throws
    public CompletionStage<RotationPolicy> changeRotationPolicy(
            Vault vault,
            ObjectName name,
            RotationPolicyChange change,
            Evidence<RotationPolicy> evidence) {
        return rotation.changePolicy(vault, name, change, evidence);
    }

    /// Purge at the end of the retention, rotation by policy, and notices of expiry.
    ///
    /// @param evidence makes the audit record of a deed
    public Chore chore(Function<Deed, byte[]> evidence) {
        return rotation.chore(evidence);
    }

    /// Fresh random bytes of the service's own generator.
    ///
    /// @param count 1 or more
    public byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Key key(Stored<KeyContent> stored) {
        KeyContent content = stored.content();
        return new Key(
                stored.head().name(),
                stored.version(),
                content.attributes(),
                content.parameters(),
                content.protection(),
                content.publicParts(),
                content.operations(),
                content.tags(),
                stored.head().managed(),
                KeyPolicy.of(stored.head()).release(),
                stored.head().deletion());
    }
}
