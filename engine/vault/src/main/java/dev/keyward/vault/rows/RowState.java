package dev.keyward.vault.rows;

/// The small number by which lists tell live rows from deleted ones. Stored: never renumber.
public enum RowState {
    ACTIVE(1),
    DELETED(2),
    /// Deleted with the certificate it belongs to, and listed only there.
    DELETED_ALONG(3);

    private final int number;

    RowState(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
