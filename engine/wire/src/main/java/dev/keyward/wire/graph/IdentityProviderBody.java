package dev.keyward.wire.graph;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An identity provider that a tenant trusts, of `/identity/identityProviders`. The members are
/// ours: Microsoft Graph's have none for tokens of resource servers.
///
/// @param texts `id`, `name`, `metadataUri`, `jwksUri`, `objectIdClaim`, `nameClaim`,
///   `clientClaim`, `groupsClaim`, `objectIds` and `authority`; what isn't given stays in a change,
///   and an empty text takes away what needn't be there
/// @param lists `issuers`, `tenants`, `algorithms`, `vaultAudiences`, `managementAudiences` and
///   `blockedObjectIds`
/// @param clockSkew seconds
public record IdentityProviderBody(
        Map<String, String> texts,
        Map<String, List<String>> lists,
        @Nullable Integer clockSkew,
        @Nullable Boolean enabled)
        implements WireBody {
    public IdentityProviderBody {
        texts = Map.copyOf(texts);
        lists = Map.copyOf(lists);
    }

    public static IdentityProviderBody parse(byte[] json) {
        return JsonReader.parse(json, IdentityProviderBody::read);
    }

    public static IdentityProviderBody read(JsonReader in) {
        Map<String, String> texts = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        Integer clockSkew = null;
        Boolean enabled = null;
        while (in.next()) {
            String member = in.member();
            switch (member) {
                case "id",
                        "name",
                        "metadataUri",
                        "jwksUri",
                        "objectIdClaim",
                        "nameClaim",
                        "clientClaim",
                        "groupsClaim",
                        "objectIds",
                        "authority" ->
                        texts.put(member, in.text());
                case "issuers",
                        "tenants",
                        "algorithms",
                        "vaultAudiences",
                        "managementAudiences",
                        "blockedObjectIds" ->
                        lists.put(member, in.texts());
                case "clockSkewSeconds" -> clockSkew = in.integer();
                case "enabled" -> enabled = in.bool();
                default -> in.skip();
            }
        }
        return new IdentityProviderBody(texts, lists, clockSkew, enabled);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        new TreeMap<>(texts).forEach(out::text);
        new TreeMap<>(lists).forEach(out::texts);
        out.number("clockSkewSeconds", clockSkew);
        out.bool("enabled", enabled);
    }
}
