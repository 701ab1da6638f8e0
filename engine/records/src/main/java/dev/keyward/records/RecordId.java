package dev.keyward.records;

import dev.keyward.store.RecordKey;

/// What a record is called within its scope.
///
/// @param kind such as `secret-version`; kinds of this room (`seal`, `scope-key`, `set-header`,
///   `deployment-epoch`) can't be used
/// @param name canonical where names ignore case
/// @param version empty for records that have none
public record RecordId(String kind, String name, String version) {
    public static RecordId of(String kind, String name) {
        return new RecordId(kind, name, "");
    }

    RecordKey in(String scope) {
        return new RecordKey(scope, kind, name, version);
    }

    static RecordId of(RecordKey key) {
        return new RecordId(key.kind(), key.name(), key.version());
    }
}
