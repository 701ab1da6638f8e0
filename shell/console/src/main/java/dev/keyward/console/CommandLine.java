package dev.keyward.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the program was asked to do: the options of pwsh, case-insensitive, by any unique prefix,
/// with one dash or two.
///
/// One more is ours: `-AcceptRollback`.
///
/// Own code and no option library: `-File` and `-Command` swallow everything behind them as it
/// stands, which none offers.
record CommandLine(
        Mode mode,
        boolean noProfile,
        boolean nonInteractive,
        boolean noExit,
        String workingDirectory,
        @Nullable String acceptRollback) {
    /// What to run.
    sealed interface Mode {
        /// The prompt.
        record Prompt() implements Mode {}

        /// A script file with its arguments, `-` for standard input.
        record File(String path, List<String> arguments) implements Mode {}

        record Command(String text) implements Mode {}

        /// All of standard input as one program.
        record StandardInput() implements Mode {}

        record Version() implements Mode {}

        record Help() implements Mode {}

        /// The options made no sense.
        record Wrong(String message) implements Mode {}
    }

    private static final List<String> OPTIONS =
            List.of(
                    "AcceptRollback",
                    "Command",
                    "EncodedCommand",
                    "ExecutionPolicy",
                    "File",
                    "Help",
                    "Login",
                    "NoExit",
                    "NoLogo",
                    "NonInteractive",
                    "NoProfile",
                    "NoProfileLoadTime",
                    "Version",
                    "WorkingDirectory");

    static CommandLine parse(List<String> arguments) {
        boolean noProfile = false;
        boolean nonInteractive = false;
        boolean noExit = false;
        String folder = "";
        @Nullable String acceptRollback = null;
        Mode mode = new Mode.Prompt();
        int i = 0;
        boolean open = true;
        while (open && i < arguments.size()) {
            String argument = arguments.get(i++);
            if (argument.equals("-")) {
                mode = new Mode.StandardInput();
                break;
            }
            if (!argument.startsWith("-")) {
                mode = new Mode.File(argument, arguments.subList(i, arguments.size()));
                break;
            }
            String option = option(argument);
            switch (option) {
                case "Command" -> {
                    mode = command(arguments.subList(i, arguments.size()));
                    open = false;
                }
                case "File" -> {
                    mode =
                            i < arguments.size()
                                    ? new Mode.File(
                                            arguments.get(i),
                                            arguments.subList(i + 1, arguments.size()))
                                    : new Mode.Wrong("-File needs the path of a script");
                    open = false;
                }
                case "EncodedCommand" -> {
                    mode =
                            i < arguments.size()
                                    ? decoded(arguments.get(i++))
                                    : new Mode.Wrong(
                                            "-EncodedCommand needs Base64 of UTF-16LE text");
                }
                case "AcceptRollback", "ExecutionPolicy", "WorkingDirectory" -> {
                    if (i >= arguments.size() || arguments.get(i).isBlank()) {
                        mode = new Mode.Wrong("-" + option + " needs a value");
                        open = false;
                    } else {
                        String value = arguments.get(i++);
                        folder = option.equals("WorkingDirectory") ? value : folder;
                        acceptRollback = option.equals("AcceptRollback") ? value : acceptRollback;
                    }
                }
                case "NoProfile" -> noProfile = true;
                case "NonInteractive" -> nonInteractive = true;
                case "NoExit" -> noExit = true;
                case "NoLogo", "Login", "NoProfileLoadTime" -> {}
                case "Version" -> {
                    mode = new Mode.Version();
                    open = false;
                }
                case "Help" -> {
                    mode = new Mode.Help();
                    open = false;
                }
                default -> {
                    mode = new Mode.Wrong(option);
                    open = false;
                }
            }
        }
        return new CommandLine(mode, noProfile, nonInteractive, noExit, folder, acceptRollback);
    }

    /// The option's full name, or a sentence that says what is wrong.
    private static String option(String argument) {
        String text =
                argument.substring(argument.startsWith("--") ? 2 : 1).toLowerCase(Locale.ROOT);
        switch (text) {
            case "c" -> {
                return "Command";
            }
            case "f" -> {
                return "File";
            }
            case "e", "ec" -> {
                return "EncodedCommand";
            }
            case "h", "?" -> {
                return "Help";
            }
            case "v" -> {
                return "Version";
            }
            case "nop" -> {
                return "NoProfile";
            }
            case "noni" -> {
                return "NonInteractive";
            }
            case "noe" -> {
                return "NoExit";
            }
            case "nol" -> {
                return "NoLogo";
            }
            case "ex", "ep" -> {
                return "ExecutionPolicy";
            }
            case "wd", "wo" -> {
                return "WorkingDirectory";
            }
            default -> {}
        }
        List<String> found = new ArrayList<>();
        for (String option : OPTIONS) {
            if (option.toLowerCase(Locale.ROOT).equals(text)) {
                return option;
            }
            if (!text.isEmpty() && option.toLowerCase(Locale.ROOT).startsWith(text)) {
                found.add(option);
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        return found.isEmpty()
                ? "there is no option " + argument + "; -Help lists them"
                : argument + " could be any of -" + String.join(", -", found);
    }

    private static Mode command(List<String> rest) {
        if (rest.isEmpty()) {
            return new Mode.Wrong("-Command needs the text to run");
        }
        return rest.equals(List.of("-"))
                ? new Mode.StandardInput()
                : new Mode.Command(String.join(" ", rest));
    }

    private static Mode decoded(String base64) {
        try {
            return new Mode.Command(
                    new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_16LE));
        } catch (IllegalArgumentException e) {
            return new Mode.Wrong("-EncodedCommand needs Base64 of UTF-16LE text");
        }
    }
}
