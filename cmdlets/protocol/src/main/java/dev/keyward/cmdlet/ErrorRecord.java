package dev.keyward.cmdlet;

import org.jspecify.annotations.Nullable;

/// One error: what went wrong, with what, where.
///
/// @param id the fully qualified error id
/// @param details a message that's shown in place of the exception's, if any
/// @param origin where and in which command it happened
public record ErrorRecord(
        ExceptionValue exception,
        String id,
        ErrorCategory category,
        @Nullable Object target,
        @Nullable String details,
        Origin origin) {

    /// Where an error came from.
    ///
    /// @param command the command's name as it's defined; empty for an expression
    /// @param invokedAs the command's name as it was typed
    public record Origin(Span span, String command, String invokedAs, String stackTrace) {
        public static final Origin UNKNOWN = new Origin(Span.NONE, "", "", "");
    }

    public static ErrorRecord of(String message, String id, ErrorCategory category) {
        return of(ExceptionValue.of(ExceptionValue.RUNTIME, message), id, category);
    }

    public static ErrorRecord of(ExceptionValue exception, String id, ErrorCategory category) {
        return new ErrorRecord(exception, id, category, null, null, Origin.UNKNOWN);
    }

    public ErrorRecord withTarget(@Nullable Object target) {
        return new ErrorRecord(exception, id, category, target, details, origin);
    }

    public ErrorRecord withOrigin(Origin origin) {
        return new ErrorRecord(exception, id, category, target, details, origin);
    }

    public ErrorRecord withId(String id) {
        return new ErrorRecord(exception, id, category, target, details, origin);
    }

    public ErrorRecord withDetails(@Nullable String details) {
        return new ErrorRecord(exception, id, category, target, details, origin);
    }

    public ErrorRecord withException(ExceptionValue exception) {
        return new ErrorRecord(exception, id, category, target, details, origin);
    }

    public String message() {
        return details != null ? details : exception.message();
    }

    @Override
    public String toString() {
        return message();
    }
}
