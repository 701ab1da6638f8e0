package dev.keyward.records;

import dev.keyward.crypto.sealing.RootKey;
import dev.keyward.crypto.sealing.ScopeKey;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.ArrayList;
import java.util.List;

/// The root keys of an open deployment.
///
/// @param present wraps keys of scopes
/// @param purposes gives the keys of other purposes: the first the deployment had
/// @param other one that may have wrapped what is being read, while a rotation is under way; else
///   the present one again
record Roots(RootKey present, RootKey purposes, RootKey other) {
    Roots(RootKey present, RootKey purposes) {
        this(present, purposes, present);
    }

    Roots whileRotatingTo(RootKey next) {
        return new Roots(present, purposes, next);
    }

    /// @throws VaultException with `IntegrityFailure` if none of them wrapped it for this purpose
    List<ScopeKey> unwrap(List<byte[]> wrapped, byte[] purpose) {
        List<ScopeKey> keys = new ArrayList<>(wrapped.size());
        for (byte[] each : wrapped) {
            keys.add((other.hasWrapped(each) ? other : present).unwrap(each, purpose));
        }
        if (keys.isEmpty()) {
            throw new VaultException(new VaultError.IntegrityFailure("a scope has no key"));
        }
        return keys;
    }

    void close() {
        present.close();
        purposes.close();
        other.close();
    }
}
