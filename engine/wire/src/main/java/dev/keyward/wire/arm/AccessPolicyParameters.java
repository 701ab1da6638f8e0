package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// Body and answer of `PUT .../accessPolicies/{add|replace|remove}` (management-plane.md, section
/// 4).
///
/// @param id of the vault with `/accessPolicies/` behind, in answers; else empty
public record AccessPolicyParameters(String id, List<PolicyEntry> policies) implements WireBody {
    public AccessPolicyParameters {
        policies = List.copyOf(policies);
    }

    public static AccessPolicyParameters parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    List<PolicyEntry> policies = List.of();
                    while (in.next()) {
                        if (in.member().equals("properties")) {
                            policies = in.object(AccessPolicyParameters::readPolicies);
                        } else {
                            in.skip();
                        }
                    }
                    return new AccessPolicyParameters("", policies);
                });
    }

    private static List<PolicyEntry> readPolicies(JsonReader in) {
        List<PolicyEntry> policies = List.of();
        while (in.next()) {
            if (in.member().equals("accessPolicies")) {
                policies = in.objects(PolicyEntry::read);
            } else {
                in.skip();
            }
        }
        return policies;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("type", "Microsoft.KeyVault/vaults/accessPolicies");
        out.object("properties", inner -> inner.objects("accessPolicies", policies));
    }
}
