package dev.keyward.language.utility;

import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A property as `-Property` takes it: a name, a pattern, a script block, or a table of
/// `Name`/`Label` and `Expression` with options.
///
/// @param expression a property's name or a script block
/// @param options what else the table says, by lower-case key
record Choice(String label, Object expression, PsHashtable options) {

    static List<Choice> of(Invocation invocation, String parameter) {
        List<Choice> all = new ArrayList<>();
        for (Object one : invocation.arguments().list(parameter)) {
            if (one != null) {
                all.add(of(invocation, one));
            }
        }
        return all;
    }

    private static Choice of(Invocation invocation, Object given) {
        Values values = Values.of(invocation.session());
        return switch (given) {
            case ScriptBlock block -> new Choice(block.text().strip(), block, new PsHashtable());
            case PsHashtable table -> ofTable(values, table);
            default -> {
                String name = values.text().of(given);
                yield new Choice(name, name, new PsHashtable());
            }
        };
    }

    private static Choice ofTable(Values values, PsHashtable table) {
        Object label = null;
        Object expression = null;
        PsHashtable options = new PsHashtable();
        for (PsHashtable.Entry entry : table.entries()) {
            String key = values.text().of(entry.key()).toLowerCase(Locale.ROOT);
            if (!key.isEmpty() && ("name".startsWith(key) || "label".startsWith(key))) {
                label = entry.value();
            } else if (!key.isEmpty() && "expression".startsWith(key)) {
                expression = entry.value();
            } else {
                options.put(full(key), entry.value());
            }
        }
        Object shown = label == null ? expression : label;
        String text =
                shown instanceof ScriptBlock block ? block.text().strip() : values.text().of(shown);
        return new Choice(text, expression == null ? values.text().of(label) : expression, options);
    }

    private static String full(String key) {
        for (String word :
                List.of("formatstring", "width", "alignment", "descending", "ascending")) {
            if (!key.isEmpty() && word.startsWith(key)) {
                return word;
            }
        }
        return key;
    }

    boolean isPattern() {
        return expression instanceof String name && Wildcard.isPattern(name);
    }

    @Nullable Object read(Invocation invocation, @Nullable Object object) {
        return expression instanceof ScriptBlock block
                ? invocation.scripts().value(Scripts.Call.with(block, object))
                : Values.of(invocation.session()).members().get(object, String.valueOf(expression));
    }

    /// The names of an object's properties that this one stands for.
    List<String> names(Invocation invocation, Object object) {
        if (!isPattern()) {
            return List.of(String.valueOf(expression));
        }
        Wildcard pattern = Wildcard.of(String.valueOf(expression));
        return Values.of(invocation.session()).members().propertyNames(object).stream()
                .filter(pattern::matches)
                .toList();
    }
}
