package dev.keyward.model;

/// What becomes of an object that is deleted (data-plane-common.md, section 7).
///
/// @param retentionDays 7 to 90, or 0 where soft delete is off
public record RecoveryLevel(int retentionDays, boolean purgeProtection) {
    public RecoveryLevel {
        if (retentionDays != 0 && (retentionDays < 7 || retentionDays > 90)) {
            throw new VaultException(
                    new VaultError.BadParameter("softDeleteRetentionInDays", "from 7 to 90"));
        }
    }

    /// The service's word, such as `Recoverable+Purgeable`.
    public String wireName() {
        if (retentionDays == 0) {
            return "Purgeable";
        }
        String base = retentionDays == 90 ? "Recoverable" : "CustomizedRecoverable";
        return purgeProtection ? base : base + "+Purgeable";
    }
}
