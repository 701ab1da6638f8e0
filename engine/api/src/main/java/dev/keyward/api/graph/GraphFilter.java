package dev.keyward.api.graph;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of OData that tools send to the graph in `$filter`: one condition on one property
/// (identity.md, section 11a). Texts compare without regard to letter case.
///
/// @param property lower case; empty for no condition
record GraphFilter(String property, Test test, String value) {
    private static final int LONGEST = 2048;
    private static final String TEXT = "'((?:[^']|'')*+)'";
    private static final String NAME = "([A-Za-z]{1,64})";
    private static final Pattern EQUAL =
            Pattern.compile("\\s*" + NAME + "\\s+eq\\s+" + TEXT + "\\s*");
    private static final Pattern STARTS =
            Pattern.compile("\\s*startswith\\(" + NAME + "\\s*,\\s*" + TEXT + "\\)\\s*");
    private static final Pattern ANY =
            Pattern.compile(
                    "\\s*"
                            + NAME
                            + "/any\\(\\s*(?:[a-z]{1,8})\\s*:\\s*(?:[a-z]{1,8})\\s+eq\\s+"
                            + TEXT
                            + "\\s*\\)\\s*");

    enum Test {
        EQUAL,
        STARTS_WITH
    }

    /// The one of a request.
    ///
    /// @throws VaultException with `Request_UnsupportedQuery`
    static GraphFilter of(Exchange exchange) {
        return parse(exchange.query().get("$filter").orElse(""));
    }

    private static GraphFilter parse(String filter) {
        if (filter.isBlank()) {
            return new GraphFilter("", Test.EQUAL, "");
        }
        if (filter.length() <= LONGEST) {
            for (Pattern pattern : List.of(EQUAL, ANY, STARTS)) {
                Matcher match = pattern.matcher(filter);
                if (match.matches()) {
                    return new GraphFilter(
                            match.group(1).toLowerCase(Locale.ROOT),
                            pattern == STARTS ? Test.STARTS_WITH : Test.EQUAL,
                            match.group(2).replace("''", "'"));
                }
            }
        }
        throw unsupported();
    }

    /// What one of the properties has to equal, for who can look that up.
    Optional<String> equalTo(String... properties) {
        return test == Test.EQUAL && List.of(properties).contains(property)
                ? Optional.of(value)
                : Optional.empty();
    }

    /// @param properties values by name, lower case; a property may have several
    boolean accepts(Map<String, List<String>> properties) {
        if (property.isEmpty()) {
            return true;
        }
        List<String> values = properties.get(property);
        if (values == null) {
            throw unsupported();
        }
        return values.stream()
                .anyMatch(candidate ->
                        switch (test) {
                            case EQUAL -> candidate.equalsIgnoreCase(value);
                            case STARTS_WITH ->
                                    candidate.regionMatches(true, 0, value, 0, value.length());
                        });
    }

    private static RefusedRequest unsupported() {
        return Graph.refused(
                400,
                "Request_UnsupportedQuery",
                "The $filter isn't one that is understood here: one property that equals or starts"
                        + " with a text.");
    }
}
