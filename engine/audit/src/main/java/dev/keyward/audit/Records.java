package dev.keyward.audit;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;

/// What holds for every record.
final class Records {
    private Records() {}

    /// A record that breaks the form is our own fault: callers' text is escaped before it gets
    /// here.
    static void check(byte[] record) {
        if (record.length == 0 || record.length > AuditLog.MAX_RECORD_BYTES) {
            throw Bug.because("an audit record of " + record.length + " bytes");
        }
        for (byte b : record) {
            if (b == '\n' || b == '\r') {
                throw Bug.because("an audit record with a line end");
            }
        }
    }

    static VaultException unavailable(String why) {
        return new VaultException(new VaultError.Unavailable("audit: " + why));
    }
}
