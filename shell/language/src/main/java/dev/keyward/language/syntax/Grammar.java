package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Source;

/// The parsers of one text, which call each other.
final class Grammar {
    private final Lexer lexer;
    private final StringParser strings;
    private final ExpressionParser expressions;
    private final CommandParser commands;
    private final StatementParser statements;
    private final DefinitionParser definitions;

    Grammar(Source source) {
        lexer = new Lexer(source);
        strings = new StringParser(this);
        expressions = new ExpressionParser(this);
        commands = new CommandParser(this);
        statements = new StatementParser(this);
        definitions = new DefinitionParser(this);
    }

    Lexer lexer() {
        return lexer;
    }

    StringParser strings() {
        return strings;
    }

    ExpressionParser expressions() {
        return expressions;
    }

    CommandParser commands() {
        return commands;
    }

    StatementParser statements() {
        return statements;
    }

    DefinitionParser definitions() {
        return definitions;
    }
}
