package dev.keyward.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the EXPECT block of a provisioning script says about its run.
///
/// @param exact whether standard output holds these lines and no others
/// @param errors each must match some line of standard error; without any, there must be none
/// @param absent none may match a line of standard output
record Expectation(
        boolean exact,
        int exitCode,
        List<Pattern> lines,
        List<Pattern> errors,
        List<Pattern> absent) {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(.*?)}}");

    /// @throws IllegalArgumentException if the script has no well-formed block
    static Expectation in(String script) {
        List<String> all = script.lines().toList();
        int start = find(all, "# EXPECT ");
        List<String> block =
                all.subList(start, start + find(all.subList(start, all.size()), "# END"));
        int exitCode = 0;
        List<Pattern> lines = new ArrayList<>();
        List<Pattern> errors = new ArrayList<>();
        List<Pattern> absent = new ArrayList<>();
        for (String line : block.subList(1, block.size())) {
            String rest = line.length() > 3 ? line.substring(3) : "";
            if (line.startsWith("# exit ")) {
                exitCode = Integer.parseInt(line.substring("# exit ".length()).strip());
            } else if (line.startsWith("#|")) {
                lines.add(pattern(rest));
            } else if (line.startsWith("#!")) {
                errors.add(Pattern.compile(rest));
            } else if (line.startsWith("#-")) {
                absent.add(Pattern.compile(rest));
            } else {
                throw new IllegalArgumentException("not a line of an EXPECT block: " + line);
            }
        }
        return new Expectation(
                block.getFirst().equals("# EXPECT exact"), exitCode, lines, errors, absent);
    }

    private static int find(List<String> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the script has no line " + start);
    }

    /// Literal text with regular expressions in double braces.
    private static Pattern pattern(String line) {
        StringBuilder regex = new StringBuilder();
        Matcher variables = VARIABLE.matcher(line);
        int from = 0;
        while (variables.find()) {
            regex.append(Pattern.quote(line.substring(from, variables.start())));
            regex.append("(?:").append(variables.group(1)).append(')');
            from = variables.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(line.substring(from))).toString());
    }

    /// What a run has that it should not have, or lacks; nothing if it's as expected.
    Optional<String> complaint(Commands run) {
        List<String> complaints = new ArrayList<>();
        if (run.exitCode() != exitCode) {
            complaints.add("exit code " + run.exitCode() + " instead of " + exitCode);
        }
        List<String> out = prepared(run.out());
        lines(out).ifPresent(complaints::add);
        for (Pattern pattern : absent) {
            out.stream()
                    .filter(line -> pattern.matcher(line).matches())
                    .forEach(line -> complaints.add("this line should not be there: " + line));
        }
        List<String> error = prepared(run.error());
        if (errors.isEmpty() && !error.isEmpty()) {
            complaints.add("standard error should be empty");
        }
        for (Pattern pattern : errors) {
            if (error.stream().noneMatch(line -> pattern.matcher(line).matches())) {
                complaints.add("no line of standard error matches " + pattern);
            }
        }
        return complaints.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.join("\n", complaints)
                                + "\n--- standard output\n"
                                + run.out()
                                + "--- standard error\n"
                                + run.error());
    }

    private Optional<String> lines(List<String> out) {
        int next = 0;
        for (int i = 0; i < out.size(); i++) {
            boolean fits = next < lines.size() && lines.get(next).matcher(out.get(i)).matches();
            if (fits) {
                next++;
            } else if (exact) {
                return Optional.of(
                        "line %d is |%s|, expected: %s"
                                .formatted(
                                        i + 1,
                                        out.get(i),
                                        next < lines.size() ? lines.get(next) : "the end"));
            }
        }
        return next == lines.size()
                ? Optional.empty()
                : Optional.of("this line is missing: " + lines.get(next));
    }

    private static List<String> prepared(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.replace("\r\n", "\n").lines().map(String::stripTrailing).toList()) {
            boolean again = lines.isEmpty() || lines.getLast().isEmpty();
            if (!line.isEmpty() || !again) {
                lines.add(line);
            }
        }
        if (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }
}
