package dev.keyward.vault.keys;

import dev.keyward.model.KeyOperation;
import dev.keyward.model.Tags;
import dev.keyward.vault.objects.AttributeChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of a key to be created or imported, beside its kind.
///
/// @param operations null or empty for all that suit the kind
public record NewKey(
        @Nullable List<KeyOperation> operations,
        Tags tags,
        AttributeChange attributes,
        ReleaseChange release) {
    /// A key that never leaves.
    public NewKey(@Nullable List<KeyOperation> operations, Tags tags, AttributeChange attributes) {
        this(operations, tags, attributes, ReleaseChange.NONE);
    }
}
