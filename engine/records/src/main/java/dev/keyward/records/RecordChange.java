package dev.keyward.records;

import dev.keyward.model.VaultId;
import dev.keyward.store.StoredRecord;
import java.util.UUID;

/// What a commit did to one record, or to all of a scope; whoever committed it.
public sealed interface RecordChange {
    /// `system`, or the GUID of a vault.
    String scope();

    /// The vault whose scope it is; of the system's scope there is none.
    default VaultId vault() {
        return new VaultId(UUID.fromString(scope()));
    }

    /// A record was touched.
    sealed interface OfRecord extends RecordChange {
        RecordId id();
    }

    /// A record was written, new or changed.
    final class Written implements OfRecord {
        private final StoredRecord row;
        private final SealedStore sealed;

        Written(StoredRecord row, SealedStore sealed) {
            this.row = row;
            this.sealed = sealed;
        }

        @Override
        public String scope() {
            return row.key().scope();
        }

        @Override
        public RecordId id() {
            return RecordId.of(row.key());
        }

        public long revision() {
            return row.revision();
        }

        /// The record, once its MAC was found right. Those who only forget needn't pay for that.
        ///
        /// @throws dev.keyward.model.VaultException with `IntegrityFailure`
        public OpenRecord open() {
            return sealed.scope(scope()).opened(row);
        }
    }

    /// A record was deleted, if it was there.
    record Deleted(String scope, RecordId id) implements OfRecord {}

    /// A vault was erased.
    record ScopeEnded(String scope) implements RecordChange {}
}
