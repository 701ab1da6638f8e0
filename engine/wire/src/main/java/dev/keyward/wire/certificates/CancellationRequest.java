package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;

/// Update Certificate Operation.
public record CancellationRequest(boolean cancellationRequested) implements WireBody {
    public static CancellationRequest parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    Boolean requested = null;
                    while (in.next()) {
                        switch (in.member()) {
                            case "cancellation_requested" -> requested = in.bool();
                            default -> in.skip();
                        }
                    }
                    return new CancellationRequest(
                            Required.member("cancellation_requested", requested));
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("cancellation_requested", cancellationRequested);
    }
}
