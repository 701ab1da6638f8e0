package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import org.jspecify.annotations.Nullable;

/// Write-Error, whose errors count as the calling function's.
final class WriteError {
    private static final String EXCEPTION = "Microsoft.PowerShell.Commands.WriteErrorException";

    private final Evaluator evaluator;

    WriteError(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Cmdlet cmdlet() {
        Signature signature =
                Signature.of(
                                Parameter.of("Message", TypeToken.STRING)
                                        .aka("Msg")
                                        .in(
                                                Membership.in("NoException")
                                                        .required()
                                                        .at(0)
                                                        .byValue(),
                                                Membership.in("WithException"))
                                        .allowing(new Parameter.Allows(true, true, true)),
                                Parameter.of("Exception", TypeToken.OBJECT)
                                        .in(Membership.in("WithException").required()),
                                Parameter.of("ErrorRecord", TypeToken.OBJECT)
                                        .in(Membership.in("ErrorRecord").required()),
                                Parameter.of("Category", TypeToken.STRING)
                                        .inSets("NoException", "WithException"),
                                Parameter.of("ErrorId", TypeToken.STRING)
                                        .inSets("NoException", "WithException"),
                                Parameter.of("TargetObject", TypeToken.OBJECT)
                                        .inSets("NoException", "WithException"),
                                Parameter.of("RecommendedAction", TypeToken.STRING),
                                Parameter.of("CategoryActivity", TypeToken.STRING).aka("Activity"),
                                Parameter.of("CategoryReason", TypeToken.STRING).aka("Reason"),
                                Parameter.of("CategoryTargetName", TypeToken.STRING)
                                        .aka("TargetName"),
                                Parameter.of("CategoryTargetType", TypeToken.STRING)
                                        .aka("TargetType"))
                        .defaultSet("NoException");
        return Simple.of(
                "Write-Error",
                java.util.List.of(),
                "Writes an error that doesn't end the script.",
                signature,
                invocation -> () -> write(invocation));
    }

    private void write(Invocation invocation) {
        String function = evaluator.context().frame().function();
        ErrorRecord record = record(invocation.arguments());
        String id = record.id();
        if (!function.isEmpty() && !id.contains(",")) {
            id = id + "," + function;
        }
        ErrorRecord.Origin origin =
                new ErrorRecord.Origin(
                        invocation.span(),
                        function.isEmpty() ? "Write-Error" : function,
                        invocation.calledAs(),
                        evaluator.context().frame().trace(invocation.span()));
        Action action = Action.CONTINUE;
        if (invocation instanceof CmdletInvocation own) {
            action =
                    own.binder()
                            .common()
                            .action("ErrorAction")
                            .orElseGet(() ->
                                    evaluator
                                            .variables()
                                            .action("ErrorActionPreference", Action.CONTINUE));
        }
        evaluator.reports().report(record.withId(id).withOrigin(origin), action);
    }

    private static ErrorRecord record(Arguments given) {
        if (given.get("ErrorRecord") instanceof ErrorRecord record) {
            return record;
        }
        String message = given.text("Message");
        ErrorCategory category = category(given.text("Category"));
        String id = given.text("ErrorId");
        ErrorRecord record =
                given.get("Exception") instanceof ExceptionValue exception
                        ? ErrorRecord.of(
                                        exception, id == null ? exception.typeName() : id, category)
                                .withDetails(message)
                        : ErrorRecord.of(
                                ExceptionValue.of(EXCEPTION, message == null ? "" : message),
                                id == null ? EXCEPTION : id,
                                category);
        return record.withTarget(given.get("TargetObject"));
    }

    private static ErrorCategory category(@Nullable String name) {
        for (ErrorCategory category : ErrorCategory.values()) {
            if (category.name().equalsIgnoreCase(name)) {
                return category;
            }
        }
        return ErrorCategory.NotSpecified;
    }
}
