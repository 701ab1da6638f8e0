package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `-like`, `-match`, `-replace` and `-split`.
final class Matching {
    private final Values values;

    Matching(Values values) {
        this.values = values;
    }

    boolean like(@Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        String pattern = text(right);
        Wildcard wildcard = caseSensitive ? Wildcard.caseSensitive(pattern) : Wildcard.of(pattern);
        return wildcard.matches(text(left));
    }

    boolean match(
            @Nullable Object left,
            @Nullable Object right,
            boolean caseSensitive,
            Consumer<PsHashtable> matches) {
        RegexDialect regex = regex(right, caseSensitive);
        Matcher m = regex.matcher(text(left));
        if (!m.find()) {
            return false;
        }
        matches.accept(groups(regex, m));
        return true;
    }

    private static PsHashtable groups(RegexDialect regex, Matcher m) {
        PsHashtable groups = new PsHashtable();
        var names = regex.groupNames();
        names.forEach((name, index) -> {
            if (m.group(index) != null) {
                groups.put(name, m.group(index));
            }
        });
        for (int i = 0; i <= m.groupCount(); i++) {
            if (m.group(i) != null && !names.containsValue(i)) {
                groups.put(i, m.group(i));
            }
        }
        return groups;
    }

    private RegexDialect regex(@Nullable Object pattern, boolean caseSensitive) {
        if (pattern instanceof RegexDialect given) {
            return given;
        }
        try {
            return RegexDialect.of(text(pattern), !caseSensitive);
        } catch (NetException e) {
            throw CmdletError.of(
                    "The regular expression pattern " + text(pattern) + " is not valid.",
                    "InvalidRegularExpression",
                    ErrorCategory.InvalidArgument);
        }
    }

    private String text(@Nullable Object value) {
        return values.text().of(value);
    }

    Object replace(@Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        List<@Nullable Object> operands = Sequences.elements(right);
        if (operands.size() > 2 || operands.isEmpty()) {
            throw CmdletError.of(
                    "The -replace operator allows only two elements to follow it, not "
                            + operands.size()
                            + ".",
                    "BadReplaceArgument",
                    ErrorCategory.InvalidOperation);
        }
        RegexDialect regex = regex(operands.getFirst(), caseSensitive);
        Object replacement = operands.size() > 1 ? operands.getLast() : null;
        if (!Sequences.is(left)) {
            return replaced(regex, text(left), replacement);
        }
        List<@Nullable Object> all = new ArrayList<>();
        for (Object one : Sequences.elements(left)) {
            all.add(replaced(regex, text(one), replacement));
        }
        return all.toArray();
    }

    private String replaced(RegexDialect regex, String text, @Nullable Object replacement) {
        if (replacement instanceof ScriptBlock block) {
            return regex.replace(
                    text,
                    m ->
                            text(
                                    values.surroundings()
                                            .scripts()
                                            .value(
                                                    Scripts.Call.with(
                                                            block, RegexMatch.of(regex, m)))));
        }
        return regex.replace(text, text(replacement));
    }

    Object splitAtBlanks(@Nullable Object left) {
        List<@Nullable Object> parts = new ArrayList<>();
        for (Object one : Sequences.elements(left)) {
            String text = text(one).strip();
            for (String part : text.split("\\s+")) {
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
        }
        return parts.stream().map(String::valueOf).toArray(String[]::new);
    }

    Object split(@Nullable Object left, @Nullable Object right, boolean caseSensitive) {
        List<@Nullable Object> operands = Sequences.elements(right);
        Object separator = operands.isEmpty() ? "" : operands.getFirst();
        int most =
                operands.size() > 1
                                && values.conversions().convert(operands.get(1), NetType.INT)
                                        instanceof Integer count
                        ? count
                        : 0;
        String options = operands.size() > 2 ? text(operands.get(2)) : "";
        List<String> parts = new ArrayList<>();
        for (Object one : Sequences.elements(left)) {
            if (separator instanceof ScriptBlock block) {
                parts.addAll(splitBy(block, text(one), most));
            } else {
                parts.addAll(splitAt(splitter(separator, options, caseSensitive), text(one), most));
            }
        }
        return parts.toArray(String[]::new);
    }

    private Pattern splitter(@Nullable Object separator, String options, boolean caseSensitive) {
        boolean simple = options.toLowerCase(java.util.Locale.ROOT).contains("simplematch");
        boolean ignoring = options.toLowerCase(java.util.Locale.ROOT).contains("ignorecase");
        if (simple) {
            int flags = caseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            return Pattern.compile(Pattern.quote(text(separator)), flags);
        }
        return regex(separator, caseSensitive && !ignoring).pattern();
    }

    private static List<String> splitAt(Pattern pattern, String text, int most) {
        List<int[]> cuts = new ArrayList<>();
        List<List<String>> captured = new ArrayList<>();
        Matcher m = pattern.matcher(text);
        while (m.find()) {
            List<String> groups = new ArrayList<>();
            for (int i = 1; i <= m.groupCount(); i++) {
                if (m.group(i) != null) {
                    groups.add(m.group(i));
                }
            }
            cuts.add(new int[] {m.start(), m.end()});
            captured.add(groups);
        }
        int first = 0;
        int last = cuts.size();
        if (most > 0) {
            last = Math.min(last, most - 1);
        } else if (most < 0) {
            first = Math.max(0, cuts.size() - (-most - 1));
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = first; i < last; i++) {
            parts.add(text.substring(from, cuts.get(i)[0]));
            parts.addAll(captured.get(i));
            from = cuts.get(i)[1];
        }
        parts.add(text.substring(from));
        return parts;
    }

    private List<String> splitBy(ScriptBlock block, String text, int most) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean more = most <= 0 || parts.size() < most - 1;
            boolean cut =
                    more
                            && Truth.of(
                                    values.surroundings()
                                            .scripts()
                                            .value(Scripts.Call.with(block, String.valueOf(c))));
            if (cut) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
