package dev.keyward.rooms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The pages of engine/docs with their numbered sections, and what is cited of them.
///
/// A citation is `security.md, section 4.3`, `security.md, sections 4.3 and 4.4` or `sections 1 to
/// 3`; on a page of its own, `§4.3`. A number after one section (`section 1, 14 to 19`) is a row of
/// it. Who means another's section says whose: `RFC 9110, section 7.4`.
final class Citations {
    private static final String NUMBER = "[0-9]+[0-9a-z]*(?:\\.[0-9]+)*";
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (" + NUMBER + ")\\.? ");
    private static final Pattern SECTION =
            Pattern.compile(
                    "\\b([Ss]ections?) (" + NUMBER + ")((?:(?:, | and | to )" + NUMBER + ")*)");
    private static final Pattern PAGE_BEFORE = Pattern.compile("\\b([a-z0-9-]+)\\.md, $");
    private static final Pattern OTHERS_BEFORE =
            Pattern.compile(
                    "(?:RFC [0-9]+|FIPS [0-9]+|SP [0-9A-Z-]+|draft-[a-z0-9-]+|CloudEvents(?: webhooks)?),? $");
    private static final Pattern OWN = Pattern.compile("§ ?(" + NUMBER + ")");
    private static final Pattern PAGE = Pattern.compile("(?<![\\w/.-])([a-z0-9-]+)\\.md\\b");
    private static final Pattern JAVA_COMMENT =
            Pattern.compile("^\\s*(?:///?|\\*|/\\*\\*?) ?(.*)$");

    private final Map<String, Set<String>> sections = new TreeMap<>();
    private final Map<String, Path> pages = new TreeMap<>();
    private final Set<String> reference = new TreeSet<>();

    private Citations() {}

    /// @param docs engine/docs
    static Citations of(Path docs) throws IOException {
        Citations all = new Citations();
        for (Path folder : List.of(docs, docs.resolve("reference"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(file -> file.toString().endsWith(".md")).toList()) {
                    String name = file.getFileName().toString().replace(".md", "");
                    if (!name.equals("README") && all.pages.put(name, file) != null) {
                        throw new IOException("two pages are called " + name);
                    }
                    if (folder.endsWith("reference")) {
                        all.reference.add(name);
                    }
                    Matcher headings = HEADING.matcher(Files.readString(file));
                    all.sections.put(
                            name,
                            new LinkedHashSet<>(
                                    headings.results().map(found -> found.group(1)).toList()));
                }
            }
        }
        return all;
    }

    /// As `page number`.
    Set<String> sectionsOfReference() {
        Set<String> all = new LinkedHashSet<>();
        for (String page : reference) {
            sections.getOrDefault(page, Set.of()).forEach(number -> all.add(page + " " + number));
        }
        return all;
    }

    /// @param count how many citations are right
    /// @param wrong the others, each with what is wrong
    record Found(int count, List<String> wrong, Set<String> cited) {}

    /// @param page the name of the page the text is, or null if it is none
    Found in(String file, String text, @Nullable String page) {
        int count = 0;
        List<String> wrong = new ArrayList<>();
        Set<String> cited = new LinkedHashSet<>();
        for (MatchResult found : SECTION.matcher(text).results().toList()) {
            String before = text.substring(Math.max(0, found.start() - 80), found.start());
            if (OTHERS_BEFORE.matcher(before).find()) {
                continue;
            }
            Matcher named = PAGE_BEFORE.matcher(before);
            if (!named.find()) {
                wrong.add(
                        file + ": '" + found.group() + "' of which page? " + excerpt(text, found));
                continue;
            }
            for (String number : numbers(found)) {
                if (!sections.getOrDefault(named.group(1), Set.of()).contains(number)) {
                    wrong.add(file + ": " + named.group(1) + ".md has no section " + number);
                }
                cited.add(named.group(1) + " " + number);
            }
            count++;
        }
        for (MatchResult found : OWN.matcher(text).results().toList()) {
            if (page == null || !sections.getOrDefault(page, Set.of()).contains(found.group(1))) {
                wrong.add(
                        file + ": no " + found.group() + " on this page: " + excerpt(text, found));
            }
            cited.add(page + " " + found.group(1));
            count++;
        }
        for (MatchResult found : PAGE.matcher(text).results().toList()) {
            if (!pages.containsKey(found.group(1))) {
                wrong.add(file + ": there is no page " + found.group());
            }
        }
        return new Found(count, wrong, cited);
    }

    private static List<String> numbers(MatchResult found) {
        List<String> numbers = new ArrayList<>(List.of(found.group(2)));
        if (found.group(1).endsWith("s")) {
            Pattern.compile(NUMBER)
                    .matcher(found.group(3))
                    .results()
                    .forEach(more -> numbers.add(more.group()));
        }
        return numbers;
    }

    private static String excerpt(String text, MatchResult found) {
        return text.substring(
                Math.max(0, found.start() - 60), Math.min(text.length(), found.end() + 20));
    }

    /// The comments of a Java file, a block of lines as one; other files whole, with single blanks.
    static String prose(Path file, String text) {
        if (!file.toString().endsWith(".java")) {
            return text.replaceAll("(?m)^\\s*#+(?=\\s)", "").replaceAll("\\s+", " ");
        }
        StringBuilder prose = new StringBuilder();
        boolean goesOn = false;
        for (String line : text.lines().toList()) {
            Matcher comment = JAVA_COMMENT.matcher(line);
            if (comment.matches()) {
                prose.append(goesOn ? " " : "\n").append(comment.group(1).strip());
                goesOn = true;
            } else {
                int trailing = line.indexOf(" // ");
                prose.append('\n').append(trailing < 0 ? "" : line.substring(trailing + 4));
                goesOn = false;
            }
        }
        return prose.toString();
    }
}
