package dev.keyward.language;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.language.eval.Display;
import dev.keyward.language.eval.Evaluator;
import dev.keyward.language.eval.Transcript;
import dev.keyward.language.format.Formatter;
import dev.keyward.language.format.Views;
import dev.keyward.language.utility.Utilities;
import dev.keyward.language.value.Values;
import org.jspecify.annotations.Nullable;

/// Puts sessions together out of evaluator, utility cmdlets and formatting.
final class Sessions {
    private Sessions() {}

    static Session create(Catalogue given, HostIo outer, Evaluator.Surround surround) {
        Transcript transcript = new Transcript();
        HostIo host = new TranscribedHost(outer, transcript);
        Catalogue catalogue = Utilities.all().and(given);
        OrderedHost ordered = new OrderedHost(host);
        Evaluator evaluator = new Evaluator(surround, ordered, catalogue, transcript);
        return Session.of(
                evaluator,
                services -> {
                    Values values = Values.of(services);
                    Formatter formatter =
                            new Formatter(
                                    values,
                                    new Views(values, catalogue.views()),
                                    host.width(),
                                    line -> host.out(line + "\n"));
                    ordered.showing(formatter);
                    return new Formatted(formatter);
                });
    }

    private record Formatted(Formatter formatter) implements Display {
        @Override
        public void show(@Nullable Object value) {
            formatter.show(value);
        }

        @Override
        public void finish() {
            formatter.finish();
        }
    }
}
