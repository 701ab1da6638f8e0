package dev.keyward.language.value;

import dev.keyward.cmdlet.ExceptionValue;
import org.jspecify.annotations.Nullable;

/// An exception that a .NET member would throw; callers of members turn it into an error record.
public final class NetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExceptionValue value;

    public NetException(ExceptionValue value) {
        super(value.message());
        this.value = value;
    }

    static NetException of(String typeName, String message) {
        return new NetException(ExceptionValue.of(typeName, message));
    }

    static NetException format(String message) {
        return of("System.FormatException", message);
    }

    static NetException argument(String message) {
        return of("System.ArgumentException", message);
    }

    static NetException argument(String message, String parameter) {
        return of("System.ArgumentException", message + " (Parameter '" + parameter + "')");
    }

    static NetException nullArgument(String parameter) {
        return of(
                "System.ArgumentNullException",
                "Value cannot be null. (Parameter '" + parameter + "')");
    }

    static NetException range(String message, String parameter) {
        return of(
                "System.ArgumentOutOfRangeException", message + " (Parameter '" + parameter + "')");
    }

    static NetException invalid(String message) {
        return of("System.InvalidOperationException", message);
    }

    static NetException overflow(@Nullable String type) {
        return of(
                "System.OverflowException",
                type == null
                        ? "Arithmetic operation resulted in an overflow."
                        : "Value was either too large or too small for " + type + ".");
    }

    public ExceptionValue value() {
        return value;
    }
}
