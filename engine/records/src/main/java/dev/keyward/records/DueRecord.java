package dev.keyward.records;

/// Where a record lies whose time seems to have come. The index that says so is only a hint: what
/// counts is the record itself, read and verified afterwards.
///
/// @param scope `system`, or the GUID of a vault
public record DueRecord(String scope, RecordId id) {}
