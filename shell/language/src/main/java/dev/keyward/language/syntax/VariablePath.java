package dev.keyward.language.syntax;

import java.util.Locale;

/// A variable's name with its scope or drive.
///
/// @param qualifier lower-case scope or drive such as `script` or `env`, empty if there's none
/// @param name as written
/// @param key the name in lower case
public record VariablePath(String qualifier, String name, String key) {
    public static VariablePath of(String text) {
        int colon = text.indexOf(':');
        if (colon > 0 && colon < text.length() - 1) {
            String qualifier = text.substring(0, colon).toLowerCase(Locale.ROOT);
            String name = text.substring(colon + 1);
            return new VariablePath(qualifier, name, name.toLowerCase(Locale.ROOT));
        }
        return new VariablePath("", text, text.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return qualifier.isEmpty() ? name : qualifier + ":" + name;
    }
}
