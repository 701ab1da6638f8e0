package dev.keyward.records.entities;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All there is to say of a kind of entity: how it is named, stored and found.
///
/// An entity is a value that equals itself after it was written and read: times are no finer than
/// they are stored. Each format of its record is read for as long as any release wrote it.
public interface EntityKind<T extends Object> {
    /// The kind of its records, such as `tenant`, and the label of their clear part.
    String word();

    /// Canonical, unique within the kind, and the same as long as the entity is there.
    String key(T entity);

    /// What is stored in clear, in canonical encoding under the label [#word]; authenticated.
    byte[] clear(T entity);

    /// What is stored encrypted, or null. Made for the caller, who wipes it.
    default @Nullable SecretBytes sealed(T entity) {
        return null;
    }

    /// Reads what [#clear] and [#sealed] wrote, in any format that was ever written.
    ///
    /// @param sealed lent; null if the record has no encrypted part
    T read(CanonicalReader clear, @Nullable SecretBytes sealed);

    /// Whether a record of this format is to be written anew: what it has in clear is sealed since.
    default boolean isFormer(int formatVersion) {
        return false;
    }

    /// What [#read] is lent, of a kind whose entities all have an encrypted part.
    default SecretBytes required(@Nullable SecretBytes sealed) {
        if (sealed == null) {
            throw Bug.because("a " + word() + " without its sealed part passed its MAC");
        }
        return sealed;
    }

    /// Values that one entity of the kind alone may have.
    default List<Unique<T>> uniques() {
        return List.of();
    }

    /// Values that several may have.
    default List<Index<T, ?>> indexes() {
        return List.of();
    }

    /// What an entity belongs to.
    default Optional<Parent<T>> parent() {
        return Optional.empty();
    }

    /// The small number that lists of records filter by.
    default int state(T entity) {
        return 0;
    }

    /// When a chore has to look at it, 0 for never.
    default long dueEpochSecond(T entity) {
        return 0;
    }
}
