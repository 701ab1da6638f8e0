package dev.keyward.store;

/// Where a record stands: the primary key of the store, and the order in which lists come.
///
/// @param scope `system`, or the GUID of a vault; no operation spans two vaults
/// @param kind what it is, such as `secret` or `secret-version`
/// @param name canonical (lower case) where names ignore case
/// @param version empty for records that have none
public record RecordKey(String scope, String kind, String name, String version) {}
