package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;

/// The errors of failed conversions, worded as PowerShell words them.
final class CastErrors {
    private static final String TYPE = "System.Management.Automation.PSInvalidCastException";

    private CastErrors() {}

    private static CmdletError error(String message, String id) {
        return CmdletError.of(TYPE, message, id, ErrorCategory.InvalidArgument);
    }

    static CmdletError because(String value, NetType type, String reason, String id) {
        return error(
                "Cannot convert value \"%s\" to type \"%s\". Error: \"%s\""
                        .formatted(value, type, reason),
                id);
    }

    static CmdletError notANumber(String value, NetType type) {
        return because(
                value,
                type,
                "The input string '" + value + "' was not in a correct format.",
                "InvalidCastFromStringToInteger");
    }

    static CmdletError overflow(String value, NetType type) {
        String kind =
                switch (type.baseName()) {
                    case "System.Byte" -> "an unsigned byte";
                    case "System.SByte" -> "a signed byte";
                    case "System.Decimal" -> "a Decimal";
                    case "System.UInt16", "System.UInt32", "System.UInt64" -> "a " + type.name();
                    default -> "an " + type.name();
                };
        return because(
                value,
                type,
                "Value was either too large or too small for " + kind + ".",
                "InvalidCastIConvertible");
    }

    static CmdletError impossible(String value, NetType from, NetType type) {
        return error(
                "Cannot convert the \"%s\" value of type \"%s\" to type \"%s\"."
                        .formatted(value, from, type),
                "ConvertToFinalInvalidCastException");
    }

    static CmdletError fromNull(NetType type) {
        return error("Cannot convert null to type \"%s\".".formatted(type), "InvalidCastFromNull");
    }

    static CmdletError parse(String value, NetType type, String reason) {
        return because(value, type, reason, "InvalidCastParseTargetInvocationWithFormatProvider");
    }

    static CmdletError construct(String value, NetType type, String reason) {
        return because(value, type, reason, "InvalidCastConstructorException");
    }
}
