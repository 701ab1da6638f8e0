package dev.keyward.cmdlet;

/// Gives a set of cmdlets to sessions that are opened by name alone, as by JSR-223. Found by
/// [java.util.ServiceLoader].
public interface CatalogueProvider {
    /// Opens the set; what it holds is opened when a cmdlet first needs it.
    Opened open();

    /// A set of cmdlets with what has to be closed after the last of them.
    ///
    /// @param close may be called when nothing was ever opened
    record Opened(Catalogue catalogue, Runnable close) {}
}
