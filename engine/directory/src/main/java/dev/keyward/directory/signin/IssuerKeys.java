package dev.keyward.directory.signin;

/// The keys of other people's issuers, where federated credentials name them.
@FunctionalInterface
public interface IssuerKeys {
    /// Nobody is asked, so nobody is believed.
    IssuerKeys NONE = (_, _) -> Verdict.UNREACHABLE;

    /// Whether an assertion is signed by a key that the issuer publishes. May call the issuer, so
    /// it waits.
    ///
    /// @param issuer as the credential and the assertion name it
    /// @param assertion a compact JWS
    Verdict check(String issuer, String assertion);

    enum Verdict {
        RIGHT,
        WRONG,
        /// Its keys couldn't be had, or the settings don't allow that it is called.
        UNREACHABLE
    }
}
