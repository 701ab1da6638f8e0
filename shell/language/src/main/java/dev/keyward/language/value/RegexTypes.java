package dev.keyward.language.value;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/// System.Text.RegularExpressions.Regex.
final class RegexTypes {
    private RegexTypes() {}

    static List<TypeEntry> entries() {
        return List.of(
                TypeEntry.of(NetType.REGEX)
                        .fixed("Escape", 1, 1, c -> RegexDialect.escape(c.text(0)))
                        .fixed("Unescape", 1, 1, c -> c.text(0).replaceAll("\\\\(.)", "$1"))
                        .fixed("IsMatch", 2, 3, c -> of(c, 1).matcher(c.text(0)).find())
                        .fixed("Match", 2, 3, c -> match(of(c, 1), c.text(0)))
                        .fixed("Matches", 2, 3, c -> matches(of(c, 1), c.text(0)))
                        .fixed("Replace", 3, 4, c -> replace(c, replacing(c), c.text(0), 2))
                        .fixed("Split", 2, 3, c -> split(of(c, 1), c.text(0)))
                        .constructor(1, 2, c -> of(c, 0))
                        .method("IsMatch", 1, 2, c -> self(c).matcher(c.text(0)).find())
                        .method("Match", 1, 2, c -> match(self(c), c.text(0)))
                        .method("Matches", 1, 2, c -> matches(self(c), c.text(0)))
                        .method("Replace", 2, 3, c -> replace(c, self(c), c.text(0), 1))
                        .method("Split", 1, 2, c -> split(self(c), c.text(0)))
                        .method("ToString", 0, 0, c -> self(c).source()));
    }

    private static RegexDialect self(Call c) {
        return c.self(RegexDialect.class);
    }

    /// The expression in an argument, with the options in the next one.
    private static RegexDialect of(Call c, int index) {
        return withOptions(c, index, index + 1);
    }

    private static RegexDialect replacing(Call c) {
        return withOptions(c, 1, 3);
    }

    private static RegexDialect withOptions(Call c, int pattern, int options) {
        if (!c.has(options)) {
            return RegexDialect.of(c.text(pattern), false);
        }
        NetEnum flags =
                c.as(
                        options,
                        NetType.of("System.Text.RegularExpressions.RegexOptions"),
                        NetEnum.class);
        return RegexDialect.withOptions(c.text(pattern), flags.value());
    }

    private static PsObject match(RegexDialect regex, String text) {
        Matcher m = regex.matcher(text);
        return m.find() ? RegexMatch.of(regex, m) : RegexMatch.none();
    }

    private static NetList matches(RegexDialect regex, String text) {
        List<PsObject> all = new ArrayList<>();
        Matcher m = regex.matcher(text);
        while (m.find()) {
            all.add(RegexMatch.of(regex, m));
        }
        return NetList.collection(all);
    }

    private static String replace(Call c, RegexDialect regex, String text, int replacement) {
        if (c.get(replacement) instanceof ScriptBlock block) {
            Scripts scripts = c.values().surroundings().scripts();
            return regex.replace(
                    text,
                    m ->
                            c.values()
                                    .text()
                                    .of(
                                            scripts.value(
                                                    Scripts.Call.plain(
                                                            block,
                                                            List.of(RegexMatch.of(regex, m))))));
        }
        return regex.replace(text, c.text(replacement));
    }

    private static String[] split(RegexDialect regex, String text) {
        return regex.pattern().split(text, -1);
    }
}
