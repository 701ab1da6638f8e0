package dev.keyward.language.eval;

import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.Span;

/// Errors as text (language rules 9): one line at the prompt, with the place in scripts.
final class ErrorView {
    private static final String RED = "\u001B[31;1m";
    private static final String CYAN = "\u001B[36;1m";
    private static final String RESET = "\u001B[0m";

    private final Evaluator evaluator;

    ErrorView(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// The text with its line end.
    String render(ErrorRecord record) {
        Object view = evaluator.variables().value("ErrorView");
        if ("CategoryView".equalsIgnoreCase(String.valueOf(view))) {
            return paint(
                            RED,
                            "%s: (%s:) [%s], %s"
                                    .formatted(
                                            record.category(),
                                            record.target() == null ? "" : record.target(),
                                            record.origin().command(),
                                            record.exception().shortName()))
                    + "\n";
        }
        return concise(record);
    }

    private String concise(ErrorRecord record) {
        Span span = record.origin().span();
        boolean placed =
                !span.isNone()
                        && (!span.source().name().isEmpty()
                                || span.source().text().strip().contains("\n")
                                || record.category() == ErrorCategory.ParserError);
        String head = head(record);
        if (!placed) {
            return paint(RED, head + ": " + record.message()) + "\n";
        }
        String where =
                span.source().name().isEmpty()
                        ? ""
                        : " " + span.source().name() + ":" + span.line();
        return paint(RED, head + ":" + where) + "\n" + excerpt(span, record.message());
    }

    private String excerpt(Span span, String message) {
        String line = span.source().lineText(span.start());
        String number = String.format("%4d", span.line());
        String gutter = paint(CYAN, "     | ");
        int indent = span.column() - 1;
        int length =
                Math.max(
                        1,
                        Math.min(span.end() - span.start(), Math.max(1, line.length() - indent)));
        StringBuilder text = new StringBuilder();
        text.append(paint(CYAN, "Line |")).append('\n');
        text.append(paint(CYAN, number + " | ")).append(' ').append(line).append('\n');
        text.append(gutter)
                .append(' ')
                .append(" ".repeat(indent))
                .append(paint(RED, "~".repeat(length)))
                .append('\n');
        for (String part : message.split("\n", -1)) {
            text.append(gutter).append(paint(RED, part)).append('\n');
        }
        return text.toString();
    }

    private static String head(ErrorRecord record) {
        ErrorRecord.Origin origin = record.origin();
        if (!origin.command().isEmpty()) {
            return origin.command();
        }
        if (record.category() == ErrorCategory.NotSpecified) {
            return record.exception().shortName();
        }
        return record.category() == ErrorCategory.OperationStopped
                ? "Exception"
                : record.category().toString();
    }

    private String paint(String color, String text) {
        return evaluator.host().supportsColor() ? color + text + RESET : text;
    }
}
