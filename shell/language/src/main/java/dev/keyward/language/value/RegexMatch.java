package dev.keyward.language.value;

import dev.keyward.cmdlet.PsObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// What a regular expression found, as `[regex]::Match` gives it.
final class RegexMatch {
    private static final String TYPE = "System.Text.RegularExpressions.Match";

    private RegexMatch() {}

    static PsObject of(RegexDialect regex, Matcher m) {
        return object(regex, m, TYPE, "0", 0);
    }

    static PsObject none() {
        NetList groups = NetList.collection(List.of());
        return new PsObject(TYPE)
                .set("Groups", groups)
                .set("Success", false)
                .set("Name", "0")
                .set("Captures", new Object[0])
                .set("Index", 0)
                .set("Length", 0)
                .set("Value", "")
                .readingAs(_ -> "");
    }

    private static PsObject object(
            RegexDialect regex, Matcher m, String type, String name, int group) {
        String value = m.group(group) == null ? "" : m.group(group);
        PsObject match = new PsObject(type);
        if (group == 0) {
            match.set("Groups", groups(regex, m));
        }
        return match.set("Success", m.group(group) != null)
                .set("Name", name)
                .set("Index", Math.max(0, m.start(group)))
                .set("Length", value.length())
                .set("Value", value)
                .readingAs(_ -> value);
    }

    private static PsObject groups(RegexDialect regex, Matcher m) {
        PsObject groups = new PsObject("System.Text.RegularExpressions.GroupCollection");
        Map<String, Integer> names = regex.groupNames();
        groups.set("Count", m.groupCount() + 1);
        java.util.List<PsObject> all = new java.util.ArrayList<>();
        for (int i = 0; i <= m.groupCount(); i++) {
            int number = i;
            String name =
                    names.entrySet().stream()
                            .filter(entry -> entry.getValue() == number)
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse(Integer.toString(i));
            all.add(
                    i == 0
                            ? whole(m)
                            : object(regex, m, "System.Text.RegularExpressions.Group", name, i));
        }
        groups.set("Value", all.stream().map(group -> group.get("Value")).toArray());
        groups.set("Success", all.stream().map(group -> group.get("Success")).toArray());
        groups.set("Name", all.stream().map(group -> group.get("Name")).toArray());
        groups.set("Values", all.toArray());
        Function<List<@Nullable Object>, @Nullable Object> item =
                arguments -> group(all, arguments.getFirst());
        groups.set("Item", item);
        return groups;
    }

    private static PsObject whole(Matcher m) {
        return new PsObject("System.Text.RegularExpressions.Group")
                .set("Success", true)
                .set("Name", "0")
                .set("Index", m.start())
                .set("Length", m.group().length())
                .set("Value", m.group())
                .readingAs(self -> String.valueOf(self.get("Value")));
    }

    private static @Nullable Object group(java.util.List<PsObject> all, @Nullable Object key) {
        if (key instanceof Integer index) {
            return index >= 0 && index < all.size() ? all.get(index) : null;
        }
        return all.stream()
                .filter(one -> String.valueOf(one.get("Name")).equals(String.valueOf(key)))
                .findFirst()
                .orElse(null);
    }
}
