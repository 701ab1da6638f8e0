package dev.keyward.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a look at every record of a scope found.
///
/// @param state as the header says
/// @param damaged records whose MAC isn't right, in words; each keeps what it holds from being used
///   and nothing else
/// @param mismatch in words, if the set isn't the one that the header counts though all its records
///   are right (some are missing, added or older); null if it is, or if damaged records leave it
///   open
public record Examination(SetState state, List<Damage> damaged, @Nullable String mismatch) {
    /// @param apart whether it concerns one vault alone
    public record Damage(RecordId id, String what, boolean apart) {}

    public Examination {
        damaged = List.copyOf(damaged);
    }

    public boolean isGood() {
        return damaged.isEmpty() && mismatch == null;
    }
}
