package dev.keyward.directory.tokens;

/// Who a token is for. A token for one of them opens no other (identity.md, section 10).
public enum ResourceServer {
    VAULT,
    MANAGEMENT,
    /// The operator's plane.
    ADMIN,
    GRAPH
}
