package dev.keyward.wire.graph;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bodies of the smaller calls: a few texts, an account switch, a password, a list of ids. Each
/// call takes what it needs.
///
/// @param texts by member
/// @param ids of `ids` and `objectIds`
/// @param enabled `accountEnabled`
/// @param password of `passwordProfile`
public record SimpleParameters(
        Map<String, String> texts,
        List<String> ids,
        @Nullable Boolean enabled,
        @Nullable SecretBytes password)
        implements WireBody, AutoCloseable {
    public SimpleParameters {
        texts = Map.copyOf(texts);
        ids = List.copyOf(ids);
    }

    public static SimpleParameters parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    Map<String, String> texts = new HashMap<>();
                    List<String> ids = List.of();
                    Boolean enabled = null;
                    SecretBytes password = null;
                    while (in.next()) {
                        switch (in.member()) {
                            case "appId",
                                    "displayName",
                                    "mail",
                                    "mailNickname",
                                    "userPrincipalName",
                                    "keyId",
                                    "url",
                                    "@odata.id" ->
                                    texts.put(in.member(), in.text());
                            case "ids", "objectIds" -> ids = in.texts();
                            case "accountEnabled" -> enabled = in.bool();
                            case "passwordProfile" ->
                                    password = in.object(SimpleParameters::readPassword);
                            default -> in.skip();
                        }
                    }
                    return new SimpleParameters(texts, ids, enabled, password);
                });
    }

    private static @Nullable SecretBytes readPassword(JsonReader in) {
        SecretBytes password = null;
        while (in.next()) {
            if (in.member().equals("password")) {
                password = in.secretText();
            } else {
                in.skip();
            }
        }
        return password;
    }

    /// The member, or what stands in its place if it isn't there.
    public @Nullable String or(String member, @Nullable String otherwise) {
        return texts.getOrDefault(member, otherwise);
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` if it isn't there
    public String required(String member) {
        return Required.member(member, texts.get(member));
    }

    /// Wipes the password.
    @Override
    public void close() {
        if (password != null) {
            password.close();
        }
    }

    /// In AAD Graph's words, as all requests of the client.
    @Override
    public void writeMembers(JsonWriter out) {
        texts.forEach(out::text);
        if (!ids.isEmpty()) {
            out.texts("objectIds", ids);
            out.bool("includeDirectoryObjectReferences", true);
        }
        out.bool("accountEnabled", enabled);
        if (password != null) {
            out.object("passwordProfile", profile -> profile.secretText("password", password));
        }
    }

    @Override
    public String toString() {
        return "SimpleParameters" + texts.keySet();
    }
}
