package dev.keyward.api.arm;

import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of OData that tools send in `$filter`: properties equal to texts, all of them at once
/// (management-plane.md, section 11).
public record Filter(Map<String, String> equal) {
    private static final int LONGEST = 2048;
    // No nested repetition, so it takes linear time.
    private static final Pattern TERM =
            Pattern.compile(
                    "\\s*([A-Za-z/]{1,64})\\s+eq\\s+'((?:[^']|'')*+)'\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern AND = Pattern.compile("and\\s", Pattern.CASE_INSENSITIVE);

    /// @param properties those that may be named, lower case
    /// @throws VaultException with `InvalidFilterInQueryString`
    public static Filter parse(Optional<String> text, Set<String> properties) {
        Map<String, String> equal = new LinkedHashMap<>();
        String filter = text.orElse("");
        if (filter.isBlank()) {
            return new Filter(equal);
        }
        Matcher term = TERM.matcher(filter);
        int from = 0;
        while (true) {
            if (filter.length() > LONGEST || !term.region(from, filter.length()).lookingAt()) {
                throw invalid();
            }
            String property = term.group(1).toLowerCase(Locale.ROOT);
            if (!properties.contains(property)
                    || equal.put(property, term.group(2).replace("''", "'")) != null) {
                throw invalid();
            }
            from = term.end();
            if (from == filter.length()) {
                return new Filter(equal);
            }
            Matcher and = AND.matcher(filter).region(from, filter.length());
            if (!and.lookingAt()) {
                throw invalid();
            }
            from = and.end();
        }
    }

    /// Whether the filter leaves it in.
    ///
    /// @param property lower case
    public boolean accepts(String property, String value) {
        String wanted = equal.get(property);
        return wanted == null || wanted.equalsIgnoreCase(value);
    }

    /// Whether the filter's `tagname` and `tagvalue` leave a thing with these tags in.
    boolean acceptsTags(Map<String, String> tags) {
        String name = equal.get("tagname");
        return name == null
                || tags.entrySet().stream()
                        .anyMatch(tag ->
                                tag.getKey().equalsIgnoreCase(name)
                                        && tag.getValue()
                                                .equals(
                                                        equal.getOrDefault(
                                                                "tagvalue", tag.getValue())));
    }

    private static RefusedRequest invalid() {
        return Management.refused(
                400,
                "InvalidFilterInQueryString",
                "The $filter isn't one that is understood here: properties equal to texts, joined"
                        + " by 'and'.");
    }
}
