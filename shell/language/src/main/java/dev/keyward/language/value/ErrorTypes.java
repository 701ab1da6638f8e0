package dev.keyward.language.value;

import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.StreamRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Error records, exceptions and the records of the other streams.
final class ErrorTypes {
    private ErrorTypes() {}

    static List<TypeEntry> entries() {
        return List.of(
                error(),
                exception(),
                record("Warning"),
                record("Verbose"),
                record("Debug"),
                information());
    }

    private static ErrorRecord self(Call c) {
        return c.self(ErrorRecord.class);
    }

    private static TypeEntry error() {
        return TypeEntry.of(NetType.ERROR)
                .property("Exception", c -> self(c).exception())
                .property("TargetObject", c -> self(c).target())
                .property("CategoryInfo", c -> category(c, self(c)))
                .property("FullyQualifiedErrorId", c -> self(c).id())
                .property("ErrorDetails", c -> details(self(c).details()))
                .property("InvocationInfo", c -> invocation(self(c)))
                .property("ScriptStackTrace", c -> self(c).origin().stackTrace())
                .property("PipelineIterationInfo", _ -> new Object[0])
                .constructor(4, 4, ErrorTypes::made)
                .method("ToString", 0, 0, c -> self(c).message());
    }

    private static ErrorRecord made(Call c) {
        ExceptionValue exception =
                c.get(0) instanceof ExceptionValue it
                        ? it
                        : ExceptionValue.of("System.Exception", c.text(0));
        dev.keyward.cmdlet.ErrorCategory category = dev.keyward.cmdlet.ErrorCategory.NotSpecified;
        for (var one : dev.keyward.cmdlet.ErrorCategory.values()) {
            category = one.name().equalsIgnoreCase(c.text(2)) ? one : category;
        }
        return ErrorRecord.of(exception, c.text(1), category).withTarget(c.get(3));
    }

    private static PsObject category(Call c, ErrorRecord error) {
        Object target = error.target();
        String activity = error.origin().command();
        String targetName = target == null ? "" : c.values().text().of(target);
        String targetType = target == null ? "" : TypeOf.value(target).name();
        return new PsObject("System.Management.Automation.ErrorCategoryInfo")
                .set("Category", error.category())
                .set("Activity", activity)
                .set("Reason", error.exception().shortName())
                .set("TargetName", targetName)
                .set("TargetType", targetType)
                .readingAs(_ ->
                        "%s: (%s:%s) [%s], %s"
                                .formatted(
                                        error.category(),
                                        targetName,
                                        targetType,
                                        activity,
                                        error.exception().shortName()));
    }

    private static @Nullable PsObject details(@Nullable String message) {
        return message == null
                ? null
                : new PsObject("System.Management.Automation.ErrorDetails")
                        .set("Message", message)
                        .set("RecommendedAction", "")
                        .readingAs(_ -> message);
    }

    private static PsObject invocation(ErrorRecord error) {
        var span = error.origin().span();
        String script = span.source().name();
        String line = span.source().lineText(span.start());
        String position =
                "At %s:%d char:%d%n+ %s%n+ %s%s"
                        .formatted(
                                script.isEmpty() ? "line" : script,
                                span.line(),
                                span.column(),
                                line,
                                " ".repeat(Math.max(0, span.column() - 1)),
                                "~".repeat(Math.max(1, Math.min(span.end() - span.start(), 60))));
        return new PsObject("System.Management.Automation.InvocationInfo")
                .set("MyCommand", error.origin().command())
                .set("BoundParameters", new PsHashtable())
                .set("ScriptLineNumber", span.line())
                .set("OffsetInLine", span.column())
                .set("ScriptName", script)
                .set("Line", line)
                .set("PositionMessage", position)
                .set(
                        "PSScriptRoot",
                        script.contains("/") ? script.substring(0, script.lastIndexOf('/')) : "")
                .set("PSCommandPath", script)
                .set("InvocationName", error.origin().invokedAs());
    }

    private static TypeEntry exception() {
        return TypeEntry.of("System.Exception")
                .property("Message", c -> c.self(ExceptionValue.class).message())
                .property("InnerException", c -> c.self(ExceptionValue.class).inner())
                .property("StackTrace", _ -> null)
                .property("Source", c -> c.self(ExceptionValue.class).typeName())
                .property("HResult", _ -> -2146233088)
                .property("Data", _ -> new PsHashtable())
                .property("HelpLink", _ -> null)
                .method("GetBaseException", 0, 0, c -> innermost(c.self(ExceptionValue.class)))
                .method("ToString", 0, 0, c -> c.self(ExceptionValue.class).toString());
    }

    private static ExceptionValue innermost(ExceptionValue exception) {
        ExceptionValue inner = exception.inner();
        return inner == null ? exception : innermost(inner);
    }

    private static TypeEntry record(String kind) {
        return TypeEntry.of("System.Management.Automation." + kind + "Record")
                .property("Message", c -> c.self(StreamRecord.class).message())
                .method("ToString", 0, 0, c -> c.self(StreamRecord.class).message());
    }

    private static TypeEntry information() {
        return TypeEntry.of("System.Management.Automation.InformationRecord")
                .property(
                        "MessageData",
                        c -> c.self(StreamRecord.InformationRecord.class).messageData())
                .property(
                        "Tags", c -> c.self(StreamRecord.InformationRecord.class).tags().toArray())
                .method("ToString", 0, 0, c -> c.self(StreamRecord.class).message());
    }
}
