package dev.keyward.language.eval;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.language.value.Nothing;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `$Host.UI` as scripts know it.
final class HostView {
    private final HostIo host;

    HostView(HostIo host) {
        this.host = host;
    }

    PsObject ui() {
        PsObject raw = new PsObject("System.Management.Automation.Host.PSHostRawUserInterface");
        raw.set("WindowTitle", "Keyward");
        raw.set("ForegroundColor", "Gray");
        raw.set("BackgroundColor", "Black");
        PsObject size = new PsObject("System.Management.Automation.Host.Size");
        size.set("Width", host.width());
        size.set("Height", 50);
        raw.set("BufferSize", size);
        raw.set("WindowSize", size);
        PsObject ui = new PsObject("System.Management.Automation.Host.PSHostUserInterface");
        ui.set("RawUI", raw);
        ui.set("WriteLine", method(arguments -> host.out(text(arguments) + "\n")));
        ui.set("Write", method(arguments -> host.out(text(arguments))));
        ui.set("WriteErrorLine", method(arguments -> host.error(text(arguments) + "\n")));
        Function<List<@Nullable Object>, @Nullable Object> readLine = _ -> host.readLine("");
        ui.set("ReadLine", readLine);
        return ui;
    }

    private static String text(List<@Nullable Object> arguments) {
        Object last = arguments.isEmpty() ? "" : arguments.getLast();
        return last == null ? "" : last.toString();
    }

    private interface Write {
        void run(List<@Nullable Object> arguments);
    }

    private static Function<List<@Nullable Object>, @Nullable Object> method(Write write) {
        return (List<@Nullable Object> arguments) -> {
            write.run(arguments);
            return Nothing.NOTHING;
        };
    }
}
