package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Help written as a comment before a function or at its start.
///
/// @param sections texts by the keyword in lower case
record HelpComment(
        Map<String, String> sections, Map<String, String> parameters, List<String> exampleTexts) {
    private static final Pattern KEYWORD =
            Pattern.compile("(?m)^[\\s#]*\\.(\\w+)[ \\t]*([^\\r\\n]*)$");
    private static final Pattern BLOCK = Pattern.compile("<#(.*?)#>", Pattern.DOTALL);

    static HelpComment of(FunctionInfo function) {
        Span span = function.body().span();
        String inside = span.text();
        String before =
                span.source()
                        .text()
                        .substring(0, Math.min(span.start(), span.source().text().length()));
        String comment = first(inside);
        if (comment.isEmpty()) {
            comment = lastBefore(before);
        }
        return parse(comment);
    }

    private static String first(String text) {
        Matcher matcher = BLOCK.matcher(text);
        return matcher.find()
                        && matcher.group(1).contains(".")
                        && text.substring(1, matcher.start()).isBlank()
                ? matcher.group(1)
                : "";
    }

    private static String lastBefore(String text) {
        int end = text.lastIndexOf("#>");
        int start = end < 0 ? -1 : text.lastIndexOf("<#", end);
        if (start < 0
                || !text.substring(end + 2).strip().matches("(?i)(function|filter)\\s+\\S+.*")) {
            return "";
        }
        return text.substring(start + 2, end);
    }

    private static HelpComment parse(String comment) {
        Map<String, String> sections = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> examples = new ArrayList<>();
        Matcher matcher = KEYWORD.matcher(comment);
        String word = "";
        String subject = "";
        int from = 0;
        while (matcher.find()) {
            put(
                    word,
                    subject,
                    comment.substring(from, matcher.start()),
                    sections,
                    parameters,
                    examples);
            word = matcher.group(1).toLowerCase(Locale.ROOT);
            subject = matcher.group(2).strip().toLowerCase(Locale.ROOT);
            from = matcher.end();
        }
        put(word, subject, comment.substring(from), sections, parameters, examples);
        return new HelpComment(sections, parameters, examples);
    }

    private static void put(
            String word,
            String subject,
            String text,
            Map<String, String> sections,
            Map<String, String> parameters,
            List<String> examples) {
        String clean = text.strip().stripIndent();
        switch (word) {
            case "" -> {}
            case "parameter" -> parameters.put(subject, clean);
            case "example" -> examples.add(clean);
            default -> sections.put(word, clean);
        }
    }

    String section(String word) {
        return sections.getOrDefault(word, "");
    }

    List<Cmdlet.Example> examples() {
        return exampleTexts.stream().map(text -> new Cmdlet.Example("", text, "")).toList();
    }
}
