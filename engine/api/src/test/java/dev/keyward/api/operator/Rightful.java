package dev.keyward.api.operator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// In what order requests are done by whoever may, so that each finds what it needs, and which of
/// them don't come to their end.
final class Rightful {
    static final String CUSTOMER =
            "/subscriptions/{subscription}/providers/Microsoft.Subscriptions/subscriptions/{target}";

    /// Requests of whoever may that get past every question of who asks, and then no further.
    static final Map<String, Integer> REACHED = new TreeMap<>();

    static {
        for (String key : List.of("/keys/{name}/", "/keys/{name}/{version}/")) {
            REACHED.put("GET " + key + "attestation", 400); // no hardware
            REACHED.put("POST " + key + "release", 403); // not of this key
            REACHED.put("POST " + key + "securewrapkey", 404); // not offered
            REACHED.put("POST " + key + "secureunwrapkey", 404);
        }
        REACHED.put("GET /certificate-authority/{file}", 404); // nothing was issued
        REACHED.put("POST /certificate-authority/revoke", 400);
        REACHED.put(
                "POST /subscriptions/{subscription}/providers/Keyward.Development/vaults/{vault}"
                        + "/import",
                400);
        String provider = "POST /subscriptions/{subscription}/providers/";
        for (String always :
                List.of(
                        "Authorization",
                        "EventGrid",
                        "Resources",
                        "Compute.Admin",
                        "KeyVault.Admin",
                        "Network.Admin",
                        "Storage.Admin",
                        "Subscriptions.Admin")) {
            REACHED.put(provider + "Microsoft." + always + "/unregister", 409);
        }
        REACHED.put(provider + "{namespace}/register", 404); // what nobody knows
        REACHED.put(provider + "{namespace}/unregister", 404);
        REACHED.put("POST /{tenant}/login", 400); // of no page
        REACHED.put("POST /{tenant}/oauth2/deviceauth", 400); // of no page
        REACHED.put("POST /{tenant}/security", 400); // of no page
    }

    /// What changes nothing comes first, what others need goes last.
    static final Comparator<Samples.Sample> ORDER =
            Comparator.comparingInt(Rightful::turn)
                    .thenComparingInt(Rightful::depth)
                    .thenComparing(Samples.Sample::plane)
                    .thenComparing(Rightful::operation);

    private Rightful() {}

    /// First what changes nothing, last what takes away what others need.
    private static int turn(Samples.Sample sample) {
        return switch (sample.route().method()) {
            case "GET", "HEAD" -> 0;
            case "DELETE" ->
                    switch (sample.route().template()) {
                        case CUSTOMER -> 2;
                        case "/subscriptions/{subscription}" -> 5;
                        case "/providers/Keyward.Directory/consent" -> 6; // nobody is let in
                        default -> 3;
                    };
            default -> sample.route().template().endsWith("/unregister") ? 4 : 1;
        };
    }

    static String operation(Samples.Sample sample) {
        return sample.route().method() + " " + sample.route().template();
    }

    /// The deepest first, where things are taken away.
    private static int depth(Samples.Sample sample) {
        int depth = sample.route().template().split("/").length;
        return turn(sample) < 2 ? depth : -depth;
    }
}
