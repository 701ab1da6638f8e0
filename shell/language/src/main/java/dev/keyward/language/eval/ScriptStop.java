package dev.keyward.language.eval;

import dev.keyward.cmdlet.ErrorRecord;

/// An error that ends the script unless it's caught: `throw`, or any error where the preference is
/// `Stop`.
final class ScriptStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorRecord errorRecord;

    ScriptStop(ErrorRecord errorRecord) {
        super(errorRecord.message());
        this.errorRecord = errorRecord;
    }

    ErrorRecord errorRecord() {
        return errorRecord;
    }
}
