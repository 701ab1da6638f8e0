package dev.keyward.records;

/// What the header of a scope says of its records.
///
/// @param count of records, the header itself not counted
/// @param epoch grows by one at each change of the scope
public record SetState(long count, long epoch) {}
