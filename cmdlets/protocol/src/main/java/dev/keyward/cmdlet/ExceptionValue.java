package dev.keyward.cmdlet;

import org.jspecify.annotations.Nullable;

/// An exception as scripts see it: `$_.Exception`.
///
/// @param typeName full .NET name, such as `System.FormatException`
public record ExceptionValue(String typeName, String message, @Nullable ExceptionValue inner) {
    /// The type of errors that have no better one.
    public static final String RUNTIME = "System.Management.Automation.RuntimeException";

    public static ExceptionValue of(String typeName, String message) {
        return new ExceptionValue(typeName, message, null);
    }

    /// The type's name without its namespace.
    public String shortName() {
        return typeName.substring(typeName.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        return typeName + ": " + message;
    }
}
