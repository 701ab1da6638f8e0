package dev.keyward.directory.tokens;

/// The public half of a key that signs tokens with ES256, for the JWKS document (RFC 7517). The
/// arrays belong to the record; nobody may change them.
///
/// @param x 32 bytes
/// @param y 32 bytes
public record TokenKey(String kid, byte[] x, byte[] y) {}
