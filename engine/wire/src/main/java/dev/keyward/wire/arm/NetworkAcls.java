package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// The firewall of a vault (management-plane.md, section 2.4).
///
/// @param bypass `AzureServices` or `None`
/// @param defaultAction `Allow` or `Deny`
public record NetworkAcls(
        String bypass, String defaultAction, List<String> ipRules, List<String> subnets)
        implements WireBody {
    public NetworkAcls {
        ipRules = List.copyOf(ipRules);
        subnets = List.copyOf(subnets);
    }

    static NetworkAcls read(JsonReader in) {
        String bypass = "AzureServices";
        String defaultAction = "Allow";
        List<String> ipRules = List.of();
        List<String> subnets = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "bypass" -> bypass = in.text();
                case "defaultAction" -> defaultAction = in.text();
                case "ipRules" -> ipRules = in.objects(rule -> one(rule, "value"));
                case "virtualNetworkRules" -> subnets = in.objects(rule -> one(rule, "id"));
                default -> in.skip();
            }
        }
        return new NetworkAcls(bypass, defaultAction, ipRules, subnets);
    }

    private static String one(JsonReader in, String member) {
        String found = "";
        while (in.next()) {
            if (in.member().equals(member)) {
                found = in.text();
            } else {
                in.skip();
            }
        }
        return found;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("bypass", bypass);
        out.text("defaultAction", defaultAction);
        out.objects(
                "ipRules",
                ipRules.stream().<WireBody>map(rule -> body -> body.text("value", rule)).toList());
        out.objects(
                "virtualNetworkRules",
                subnets.stream().<WireBody>map(id -> body -> body.text("id", id)).toList());
    }
}
