package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import java.util.List;

/// Statements in order, with the traps that guard them.
public record Block(Span span, List<Statement> statements, List<Statement.Trap> traps) {
    public Block {
        statements = List.copyOf(statements);
        traps = List.copyOf(traps);
    }

    public boolean isEmpty() {
        return statements.isEmpty();
    }
}
