package dev.keyward.store;

import org.jspecify.annotations.Nullable;

/// Which records of a list to read: those after a position, in the order of name and version, by
/// state. The order is that of code points. A record with neither name nor version comes in no
/// list.
///
/// @param name null for all names; a name to list its versions alone
/// @param afterName exclusive start; empty for the beginning
/// @param afterVersion exclusive start within `afterName`
/// @param state null for any
/// @param limit 1 to 10000
public record Page(
        String scope,
        String kind,
        @Nullable String name,
        String afterName,
        String afterVersion,
        @Nullable Integer state,
        int limit) {
    public static Page first(String scope, String kind, int limit) {
        return new Page(scope, kind, null, "", "", null, limit);
    }

    public static Page versions(String scope, String kind, String name, int limit) {
        return new Page(scope, kind, name, name, "", null, limit);
    }
}
