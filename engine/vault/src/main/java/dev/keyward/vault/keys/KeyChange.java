package dev.keyward.vault.keys;

import dev.keyward.model.KeyOperation;
import dev.keyward.model.Tags;
import dev.keyward.vault.objects.AttributeChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to change of a version; what is null stays.
///
/// @param operations empty means the same as null
/// @param tags replace all tags
public record KeyChange(
        @Nullable List<KeyOperation> operations,
        @Nullable Tags tags,
        AttributeChange attributes,
        ReleaseChange release) {
    public KeyChange(
            @Nullable List<KeyOperation> operations,
            @Nullable Tags tags,
            AttributeChange attributes) {
        this(operations, tags, attributes, ReleaseChange.NONE);
    }
}
