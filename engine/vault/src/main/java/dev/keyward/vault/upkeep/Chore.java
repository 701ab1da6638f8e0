package dev.keyward.vault.upkeep;

import dev.keyward.records.DueRecord;
import java.time.Instant;

/// One kind of background work: what to do about records of one kind whose time has come.
///
/// Each step is a change that only succeeds on the revision it read, so several servers may do the
/// same chore: one of them gets there first and the others find nothing left to do.
public interface Chore {
    /// The kind of record, as rows name it.
    String kind();

    /// Looks at one record and does what is due, if anything is. Waits for it.
    ///
    /// @param now the time that is certain ([dev.keyward.model.DeploymentTime#certain]): what is
    ///   done can't be undone, or would be done too early by a clock that is wrong. What is to be
    ///   done at once is due by the same
    /// @throws dev.keyward.model.VaultException if it couldn't be done
    void attend(DueRecord record, Instant now);

    /// After a failure: makes the record due later, so that it doesn't stand before others.
    ///
    /// @throws dev.keyward.model.VaultException if that couldn't be done either
    void putOff(DueRecord record, Instant until);
}
