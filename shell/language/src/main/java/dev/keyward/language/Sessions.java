package dev.keyward.language;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.language.eval.Display;
import dev.keyward.language.eval.Evaluator;
import dev.keyward.language.value.Values;
import org.jspecify.annotations.Nullable;

/// Puts sessions together out of evaluator, utility cmdlets and formatting.
final class Sessions {
    private Sessions() {}

    static Session create(Catalogue catalogue, HostIo host, Evaluator.Surround surround) {
        Evaluator evaluator = new Evaluator(surround, host, catalogue);
        return Session.of(evaluator, session -> new Plain(host, Values.of(session)));
    }

    /// Shows each object as a line of text.
    private record Plain(HostIo host, Values values) implements Display {
        @Override
        public void show(@Nullable Object value) {
            if (value != null) {
                host.out(values.text().shown(value) + "\n");
            }
        }

        @Override
        public void finish() {}
    }
}
