package dev.keyward.cmdlet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Text that isn't shown: a password or a secret's value.
///
/// Holds a copy of the characters; `toString` names the type alone. Reading needs [#reveal], so a
/// search for that word lists every place that does.
public final class SecureString {
    private char[] characters;
    private boolean readOnly;

    public SecureString(char[] characters) {
        this.characters = characters.clone();
    }

    public static SecureString of(String text) {
        return new SecureString(text.toCharArray());
    }

    public int length() {
        return characters.length;
    }

    /// The characters, as a new array the caller should wipe.
    public char[] reveal() {
        return characters.clone();
    }

    /// @throws CmdletError if the text is read-only
    public void append(char character) {
        if (readOnly) {
            throw new CmdletError(
                    ErrorRecord.of(
                            "Instance is read-only.",
                            "InvalidOperationException",
                            ErrorCategory.InvalidOperation));
        }
        char[] longer = Arrays.copyOf(characters, characters.length + 1);
        longer[characters.length] = character;
        Arrays.fill(characters, '\0');
        characters = longer;
    }

    public void makeReadOnly() {
        readOnly = true;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    public SecureString copy() {
        return new SecureString(characters);
    }

    /// Overwrites the characters with nothing.
    public void clear() {
        Arrays.fill(characters, '\0');
        characters = new char[0];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "System.Security.SecureString";
    }
}
