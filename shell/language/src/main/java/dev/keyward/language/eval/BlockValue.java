package dev.keyward.language.eval;

import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.language.syntax.ScriptBody;
import org.jspecify.annotations.Nullable;

/// A script block as a value.
final class BlockValue implements ScriptBlock {
    private final ScriptBody body;

    /// The module or closure it belongs to; null runs it below its caller.
    private final @Nullable Scope home;

    BlockValue(ScriptBody body, @Nullable Scope home) {
        this.body = body;
        this.home = home;
    }

    ScriptBody body() {
        return body;
    }

    @Nullable Scope home() {
        return home;
    }

    @Override
    public String text() {
        return body.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
