package dev.keyward.console;

import dev.keyward.cmdlet.Source;
import dev.keyward.language.syntax.Parser;
import dev.keyward.language.syntax.Token;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// Colours the line by what its words are; commands nobody knows are red.
final class ShellHighlighter implements Highlighter {
    private final Predicate<String> isCommand;

    ShellHighlighter(Predicate<String> isCommand) {
        this.isCommand = isCommand;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        AttributedStringBuilder out = new AttributedStringBuilder();
        int at = 0;
        for (Token token : Parser.read(new Source("", buffer)).tokens()) {
            int start = token.span().start();
            int end = Math.min(token.span().end(), buffer.length());
            if (start < at || end <= start) {
                continue;
            }
            out.append(visible(buffer.substring(at, start)));
            out.styled(style(token), visible(buffer.substring(start, end)));
            at = end;
        }
        return out.append(visible(buffer.substring(at))).toAttributedString();
    }

    /// What was pasted or stands in the history moves no cursor either.
    private static String visible(String text) {
        return text.chars()
                .mapToObj(c ->
                        c != '\n' && c != '\t' && TerminalText.isControl((char) c)
                                ? TerminalText.spelt((char) c)
                                : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private AttributedStyle style(Token token) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        return switch (token.kind()) {
            case COMMENT -> plain.foreground(AttributedStyle.GREEN);
            case KEYWORD -> plain.foreground(AttributedStyle.GREEN | AttributedStyle.BRIGHT);
            case COMMAND ->
                    isCommand.test(token.span().text())
                            ? plain.foreground(AttributedStyle.YELLOW | AttributedStyle.BRIGHT)
                            : plain.foreground(AttributedStyle.RED | AttributedStyle.BRIGHT);
            case PARAMETER, OPERATOR, REDIRECTION -> plain.foreground(AttributedStyle.BRIGHT);
            case VARIABLE -> plain.foreground(AttributedStyle.GREEN | AttributedStyle.BRIGHT);
            case STRING -> plain.foreground(AttributedStyle.CYAN);
            case NUMBER, TYPE -> plain.foreground(AttributedStyle.WHITE | AttributedStyle.BRIGHT);
            case ARGUMENT, MEMBER -> plain;
        };
    }
}
