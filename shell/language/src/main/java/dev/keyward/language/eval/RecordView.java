package dev.keyward.language.eval;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.StreamRecord;
import java.util.Locale;

/// Records of the streams beside output and error as the host shows them.
final class RecordView {
    private static final String RESET = "\u001B[0m";

    private final HostIo host;

    RecordView(HostIo host) {
        this.host = host;
    }

    String render(StreamRecord record) {
        return switch (record) {
            case StreamRecord.WarningRecord it -> line("WARNING: ", it.message());
            case StreamRecord.VerboseRecord it -> line("VERBOSE: ", it.message());
            case StreamRecord.DebugRecord it -> line("DEBUG: ", it.message());
            case StreamRecord.InformationRecord it -> colored(it) + (it.newLine() ? "\n" : "");
        };
    }

    private String line(String prefix, String message) {
        return host.supportsColor()
                ? "\u001B[33;1m" + prefix + message + RESET + "\n"
                : prefix + message + "\n";
    }

    private String colored(StreamRecord.InformationRecord record) {
        String codes =
                code(record.colors().foreground(), 0) + code(record.colors().background(), 10);
        return codes.isEmpty() || !host.supportsColor()
                ? record.message()
                : codes + record.message() + RESET;
    }

    private static String code(String color, int offset) {
        int code =
                switch (color.toLowerCase(Locale.ROOT)) {
                    case "black" -> 30;
                    case "darkred" -> 31;
                    case "darkgreen" -> 32;
                    case "darkyellow" -> 33;
                    case "darkblue" -> 34;
                    case "darkmagenta" -> 35;
                    case "darkcyan" -> 36;
                    case "gray" -> 37;
                    case "darkgray" -> 90;
                    case "red" -> 91;
                    case "green" -> 92;
                    case "yellow" -> 93;
                    case "blue" -> 94;
                    case "magenta" -> 95;
                    case "cyan" -> 96;
                    case "white" -> 97;
                    default -> 0;
                };
        return code == 0 ? "" : "\u001B[" + (code + offset) + "m";
    }
}
