package dev.keyward.records;

import dev.keyward.store.StoredRecord;

/// What a commit did to one record, or to all of a scope; whoever committed it.
public sealed interface RecordChange {
    /// `system`, or the GUID of a vault.
    String scope();

    /// A record was written, new or changed.
    final class Written implements RecordChange {
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
    record Deleted(String scope, RecordId id) implements RecordChange {}

    /// A vault was erased.
    record ScopeEnded(String scope) implements RecordChange {}
}
