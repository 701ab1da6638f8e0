package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;

/// The errors of member access, worded as PowerShell words them.
final class MemberErrors {
    private static final String INVOCATION =
            "System.Management.Automation.MethodInvocationException";

    private MemberErrors() {}

    static CmdletError onNull() {
        return CmdletError.of(
                "You cannot call a method on a null-valued expression.",
                "InvokeMethodOnNull",
                ErrorCategory.InvalidOperation);
    }

    static CmdletError noMethod(NetType type, String name) {
        return CmdletError.of(
                "Method invocation failed because [%s] does not contain a method named '%s'."
                        .formatted(type, name),
                "MethodNotFound",
                ErrorCategory.InvalidOperation);
    }

    static CmdletError noOverload(String name, int count) {
        return CmdletError.of(
                "System.Management.Automation.MethodException",
                "Cannot find an overload for \"%s\" and the argument count: \"%d\"."
                        .formatted(name, count),
                "MethodCountCouldNotFindBest",
                ErrorCategory.NotSpecified);
    }

    static CmdletError thrown(String name, int count, NetException cause) {
        ExceptionValue inner = cause.value();
        ExceptionValue outer =
                new ExceptionValue(
                        INVOCATION,
                        "Exception calling \"%s\" with \"%d\" argument(s): \"%s\""
                                .formatted(name, count, inner.message()),
                        inner);
        return new CmdletError(
                ErrorRecord.of(outer, inner.shortName(), ErrorCategory.NotSpecified), cause);
    }

    static CmdletError getting(String name, NetException cause) {
        ExceptionValue inner = cause.value();
        ExceptionValue outer =
                new ExceptionValue(
                        "System.Management.Automation.GetValueInvocationException",
                        "Exception getting \"%s\": \"%s\"".formatted(name, inner.message()),
                        inner);
        return new CmdletError(
                ErrorRecord.of(outer, "ExceptionWhenGetting", ErrorCategory.NotSpecified), cause);
    }

    static CmdletError noProperty(String name) {
        return CmdletError.of(
                "The property '%s' cannot be found on this object. Verify that the property exists and can be set."
                        .formatted(name),
                "PropertyNotFound",
                ErrorCategory.InvalidOperation);
    }

    static CmdletError readOnly(String name) {
        return CmdletError.of(
                "System.Management.Automation.SetValueInvocationException",
                "'%s' is a ReadOnly property.".formatted(name),
                "PropertyAssignmentException",
                ErrorCategory.InvalidOperation);
    }

    static CmdletError indexNull() {
        return CmdletError.of(
                "Cannot index into a null array.", "NullArray", ErrorCategory.InvalidOperation);
    }

    static CmdletError outOfBounds() {
        return CmdletError.of(
                "System.IndexOutOfRangeException",
                "Index was outside the bounds of the array.",
                "System.IndexOutOfRangeException",
                ErrorCategory.OperationStopped);
    }

    static CmdletError cannotIndex(NetType type) {
        return CmdletError.of(
                "Unable to index into an object of type \"%s\".".formatted(type),
                "CannotIndex",
                ErrorCategory.InvalidOperation);
    }
}
