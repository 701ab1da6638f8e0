package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Parameter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The errors of parameter binding, in PowerShell's words.
final class BindingErrors {
    private static final String EXCEPTION =
            "System.Management.Automation.ParameterBindingException";

    private final Shape shape;

    BindingErrors(Shape shape) {
        this.shape = shape;
    }

    private CmdletError error(String id, ErrorCategory category, String message) {
        return CmdletError.of(EXCEPTION, message, id + "," + shape.errorSource(), category);
    }

    CmdletError unknownName(String name) {
        return error(
                "NamedParameterNotFound",
                ErrorCategory.InvalidArgument,
                "A parameter cannot be found that matches parameter name '%s'.".formatted(name));
    }

    CmdletError ambiguousName(String name, List<Parameter> found) {
        return error(
                "AmbiguousParameter",
                ErrorCategory.InvalidArgument,
                "Parameter cannot be processed because the parameter name '%s' is ambiguous. Possible matches include: %s."
                        .formatted(
                                name,
                                found.stream()
                                        .map(parameter -> "-" + parameter.name())
                                        .collect(Collectors.joining(" "))));
    }

    CmdletError boundTwice(Parameter parameter) {
        return error(
                "ParameterAlreadyBound",
                ErrorCategory.InvalidArgument,
                "Cannot bind parameter because parameter '%s' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, \"-parameter value1,value2,value3\"."
                        .formatted(parameter.name()));
    }

    CmdletError noValue(Parameter parameter) {
        return error(
                "MissingArgument",
                ErrorCategory.InvalidArgument,
                "Missing an argument for parameter '%s'. Specify a parameter of type '%s' and try again."
                        .formatted(parameter.name(), parameter.type().display()));
    }

    CmdletError tooMany(@Nullable Object value) {
        return error(
                "PositionalParameterNotFound",
                ErrorCategory.InvalidArgument,
                "A positional parameter cannot be found that accepts argument '%s'."
                        .formatted(value));
    }

    CmdletError noSet() {
        return error(
                "AmbiguousParameterSet",
                ErrorCategory.InvalidArgument,
                "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.");
    }

    CmdletError missing(List<Parameter> parameters) {
        return error(
                "MissingMandatoryParameter",
                ErrorCategory.InvalidArgument,
                "Cannot process command because of one or more missing mandatory parameters: %s."
                        .formatted(
                                parameters.stream()
                                        .map(Parameter::name)
                                        .collect(Collectors.joining(" "))));
    }

    CmdletError conversion(Parameter parameter, CmdletError cause) {
        String reason = cause.errorRecord().message();
        return shape.script()
                ? error(
                        "ParameterArgumentTransformationError",
                        ErrorCategory.InvalidData,
                        "Cannot process argument transformation on parameter '%s'. %s"
                                .formatted(parameter.name(), reason))
                : error(
                        "CannotConvertArgumentNoMessage",
                        ErrorCategory.InvalidArgument,
                        "Cannot bind parameter '%s'. %s".formatted(parameter.name(), reason));
    }

    CmdletError validation(Parameter parameter, String reason) {
        return error(
                "ParameterArgumentValidationError",
                ErrorCategory.InvalidData,
                "Cannot validate argument on parameter '%s'. %s"
                        .formatted(parameter.name(), reason));
    }

    CmdletError nullNotAllowed(Parameter parameter) {
        return error(
                "ParameterArgumentValidationErrorNullNotAllowed",
                ErrorCategory.InvalidData,
                "Cannot bind argument to parameter '%s' because it is null."
                        .formatted(parameter.name()));
    }

    CmdletError emptyStringNotAllowed(Parameter parameter) {
        return error(
                "ParameterArgumentValidationErrorEmptyStringNotAllowed",
                ErrorCategory.InvalidData,
                "Cannot bind argument to parameter '%s' because it is an empty string."
                        .formatted(parameter.name()));
    }

    CmdletError emptyArrayNotAllowed(Parameter parameter) {
        return error(
                "ParameterArgumentValidationErrorEmptyArrayNotAllowed",
                ErrorCategory.InvalidData,
                "Cannot bind argument to parameter '%s' because it is an empty array."
                        .formatted(parameter.name()));
    }

    CmdletError inputNotBound() {
        return error(
                "InputObjectNotBound",
                ErrorCategory.InvalidArgument,
                "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.");
    }

    CmdletError inputLacks(List<Parameter> parameters) {
        return error(
                "InputObjectMissingMandatory",
                ErrorCategory.InvalidArgument,
                "The input object cannot be bound because it did not contain the information required to bind all mandatory parameters: %s"
                        .formatted(
                                parameters.stream()
                                        .map(Parameter::name)
                                        .collect(Collectors.joining(" "))));
    }
}
