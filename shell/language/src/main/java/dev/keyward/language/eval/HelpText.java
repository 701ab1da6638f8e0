package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// The sections of a command's help (language rules 15).
///
/// @param parameterHelp by the parameter's name in lower case
record HelpText(
        String name,
        String synopsis,
        String description,
        Signature signature,
        boolean common,
        Map<String, String> parameterHelp,
        List<Cmdlet.Example> examples) {

    static HelpText of(Cmdlet cmdlet) {
        return new HelpText(
                cmdlet.name(),
                cmdlet.synopsis(),
                cmdlet.description(),
                cmdlet.signature(),
                true,
                Map.of(),
                cmdlet.examples());
    }

    static HelpText of(FunctionInfo function, Shape shape) {
        HelpComment comment = HelpComment.of(function);
        return new HelpText(
                function.name(),
                comment.section("synopsis"),
                comment.section("description"),
                shape.signature(),
                shape.advanced(),
                comment.parameters(),
                comment.examples());
    }

    String brief() {
        return head() + section("REMARKS", remarks());
    }

    private String head() {
        return section("NAME", name)
                + section("SYNOPSIS", synopsis)
                + section("SYNTAX", Syntax.lines(name, signature, common))
                + section("DESCRIPTION", description);
    }

    private String remarks() {
        return """
        To see the examples, type: "Get-Help %s -Examples"
        For more information, type: "Get-Help %s -Detailed"
        For technical information, type: "Get-Help %s -Full\"\
        """
                .formatted(name, name, name);
    }

    String full() {
        return head() + section("PARAMETERS", parameters(_ -> true)) + exampleSections();
    }

    String withExamples() {
        return section("NAME", name) + section("SYNOPSIS", synopsis) + exampleSections();
    }

    private String exampleSections() {
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (Cmdlet.Example example : examples) {
            String title = example.title().isEmpty() ? "" : ": " + example.title();
            text.append("    -------------------------- Example ")
                    .append(number++)
                    .append(title)
                    .append(" --------------------------\n\n")
                    .append(example.code().indent(4))
                    .append(example.output().isEmpty() ? "" : example.output().indent(4))
                    .append('\n');
        }
        return text.toString();
    }

    /// The parameters whose names are wanted, with their facts.
    String parameters(Predicate<String> wanted) {
        List<String> all = new ArrayList<>();
        for (Parameter parameter : signature.parameters()) {
            if (wanted.test(parameter.name())) {
                all.add(one(parameter));
            }
        }
        return String.join("\n\n", all);
    }

    private String one(Parameter parameter) {
        Membership membership = parameter.sets().getFirst();
        String help =
                parameterHelp.getOrDefault(
                        parameter.name().toLowerCase(Locale.ROOT), parameter.help());
        String input =
                membership.fromPipeline()
                        ? membership.fromPropertyName()
                                ? "True (ByValue, ByPropertyName)"
                                : "True (ByValue)"
                        : membership.fromPropertyName() ? "True (ByPropertyName)" : "False";
        return """
        -%s <%s>
        %s
            Required?                    %s
            Position?                    %s
            Accept pipeline input?       %s
            Aliases                      %s\
        """
                .formatted(
                        parameter.name(),
                        parameter.type().display(),
                        help.indent(4).stripTrailing(),
                        membership.mandatory(),
                        membership.isPositional() ? membership.position() : "Named",
                        input,
                        String.join(", ", parameter.aliases()));
    }

    private static String section(String title, String text) {
        return text.isBlank() ? "" : title + "\n" + text.strip().indent(4) + "\n";
    }
}
