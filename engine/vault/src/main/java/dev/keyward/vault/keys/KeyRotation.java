package dev.keyward.vault.keys;

import dev.keyward.model.Attributes;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.RotationPolicy;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.rows.Wiping;
import dev.keyward.vault.stored.StoredObjects;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rotates keys, when asked to and by the policy that each has.
final class KeyRotation {
    private final StoredObjects<KeyContent, Key> objects;
    private final KeyMaker maker;

    KeyRotation(StoredObjects<KeyContent, Key> objects, KeyMaker maker) {
        this.objects = objects;
        this.maker = maker;
    }

    /// Makes a version like the current one, with fresh key material and the expiry that the key's
    /// rotation policy says.
    ///
    /// @param due the version to be replaced; null for whatever is current
    /// @return fails with `ObjectNotFound`
    /// @throws VaultException with `ObjectNotFound`
    CompletionStage<Key> rotate(
            Vault vault, ObjectName name, @Nullable ObjectVersion due, Evidence<Key> evidence) {
        Key like = objects.get(vault, name, due == null ? null : due.value());
        KeyMaterial material = maker.generate(vault, name, like.parameters(), like.protection());
        return Wiping.after(
                material.secret(), () -> written(vault, name, due, like, material, evidence));
    }

    private CompletionStage<Key> written(
            Vault vault,
            ObjectName name,
            @Nullable ObjectVersion due,
            Key like,
            KeyMaterial material,
            Evidence<Key> evidence) {
        return objects.add(
                vault,
                name,
                head -> {
                    if (head == null || due != null && !head.current().equals(due)) {
                        throw objects.notFound(name, due);
                    }
                    Instant now = objects.now();
                    Instant expires = KeyPolicy.of(head).rotationOrStandard().expiryOf(now);
                    return new KeyContent(
                            new Attributes(
                                    true, null, expires, now, now, like.attributes().exportable()),
                            like.parameters(),
                            like.protection(),
                            material.publicParts(),
                            like.operations(),
                            like.tags(),
                            material.secret());
                },
                evidence);
    }

    /// @throws VaultException with `ObjectNotFound`
    RotationPolicy policy(Vault vault, ObjectName name) {
        return KeyPolicy.read(objects.policy(vault, name)).rotationOrStandard();
    }

    /// @return fails with `ObjectNotFound`, or with what the change throws
    CompletionStage<RotationPolicy> changePolicy(
            Vault vault,
            ObjectName name,
            RotationPolicyChange change,
            Evidence<RotationPolicy> evidence) {
        return objects.changePolicy(
                        vault,
                        name,
                        stored -> {
                            KeyPolicy policy = KeyPolicy.read(stored);
                            return policy.withRotation(
                                            change.apply(
                                                    policy.rotationOrStandard(), objects.now()))
                                    .write();
                        },
                        stored -> evidence.of(KeyPolicy.of(stored.head()).rotationOrStandard()))
                .thenApply(stored -> KeyPolicy.of(stored.head()).rotationOrStandard());
    }

    /// Purge at the end of the retention, rotation by policy, and notices of expiry.
    Chore chore(Function<Deed, byte[]> evidence) {
        return objects.chore(
                (vault, name, due, told) ->
                        rotate(
                                vault,
                                name,
                                due,
                                key ->
                                        told.apply(
                                                new Deed.ObjectRenewed(
                                                        vault.id(),
                                                        ObjectKind.KEY,
                                                        key.name(),
                                                        key.version()))),
                evidence);
    }
}
