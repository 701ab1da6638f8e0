package dev.keyward.cmdlet;

/// An error that ends the statement it happens in.
///
/// Thrown by cmdlets, conversions and operators alike; the evaluator adds the place. An error that
/// doesn't end anything is written with [Invocation#writeError] instead.
public final class CmdletError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorRecord errorRecord;

    public CmdletError(ErrorRecord errorRecord) {
        super(errorRecord.message());
        this.errorRecord = errorRecord;
    }

    public CmdletError(ErrorRecord errorRecord, Throwable cause) {
        super(errorRecord.message(), cause);
        this.errorRecord = errorRecord;
    }

    public static CmdletError of(String message, String id, ErrorCategory category) {
        return new CmdletError(ErrorRecord.of(message, id, category));
    }

    /// An error with an exception type of its own.
    public static CmdletError of(
            String exceptionType, String message, String id, ErrorCategory category) {
        return new CmdletError(
                ErrorRecord.of(ExceptionValue.of(exceptionType, message), id, category));
    }

    public ErrorRecord errorRecord() {
        return errorRecord;
    }
}
