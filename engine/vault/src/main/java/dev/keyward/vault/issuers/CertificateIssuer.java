package dev.keyward.vault.issuers;

import java.io.IOException;

/// A certificate authority, or the way to one, behind the `provider` of the issuers of a vault.
///
/// Issuing may take any time. An order is therefore moved on step by step: a step does what can be
/// done now and returns. Between steps nothing is held but what the issuer puts into
/// [IssuerAnswer.Pending]; it is stored sealed with the order, so that any process may take the
/// next step, after a restart too.
///
/// A step may be taken again after a crash, before its answer was stored: an order with the same
/// [IssuerOrder#requestId] is the same order. No two steps of one order run at a time, unless one
/// takes longer than [IssuerAnswer#LONGEST_STEP].
///
/// Safe for use by several threads. Called on a thread that may wait, never inside a change of the
/// store.
public interface CertificateIssuer {
    /// What `provider` of an issuer must be to come here, such as `DigiCert`; letter case doesn't
    /// matter.
    String provider();

    /// Looks at an issuer of a vault before it is stored, without asking anybody.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` if it can't work as it is
    void check(IssuerSettings settings);

    /// Takes the next step of an order; the first one places it.
    ///
    /// @throws IOException if the authority can't be reached or answers nonsense: the order stands
    ///   as before and the step is tried again later
    IssuerAnswer advance(IssuerOrder order) throws IOException;

    /// Tells the authority that nobody wants the order any more. What it answers changes nothing.
    ///
    /// @throws IOException as in [#advance]; it isn't tried again
    void cancel(IssuerOrder order) throws IOException;
}
