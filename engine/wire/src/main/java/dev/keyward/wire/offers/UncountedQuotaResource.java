package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.HashMap;
import java.util.Map;

/// A quota of a service that isn't here, as it is sent and as it is answered.
///
/// @param settings by the names of its properties, numbers in digits; what isn't given is absent
public record UncountedQuotaResource(
        UncountedService service, Envelope envelope, Map<String, String> settings)
        implements WireBody {
    public UncountedQuotaResource {
        settings = Map.copyOf(settings);
    }

    public static UncountedQuotaResource parse(UncountedService service, byte[] json) {
        return JsonReader.parse(json, in -> read(service, in));
    }

    public static UncountedQuotaResource read(UncountedService service, JsonReader in) {
        Map<String, String> settings = new HashMap<>();
        Envelope envelope = Envelope.read(in, property -> take(service, property, settings));
        return new UncountedQuotaResource(service, envelope, settings);
    }

    private static void take(
            UncountedService service, JsonReader in, Map<String, String> settings) {
        String member = in.member();
        if (service.numbers().contains(member)) {
            settings.put(member, Long.toString(in.number()));
        } else if (service.texts().contains(member)) {
            settings.put(member, in.text());
        } else {
            in.skip();
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        envelope.write(out, service.type(), this::writeSettings);
    }

    private void writeSettings(JsonWriter out) {
        for (String number : service.numbers()) {
            String digits = settings.get(number);
            out.number(number, digits == null ? null : (Long) Long.parseLong(digits));
        }
        service.texts().forEach(text -> out.text(text, settings.get(text)));
    }
}
