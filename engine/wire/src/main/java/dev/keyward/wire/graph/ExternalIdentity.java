package dev.keyward.wire.graph;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// What an identity provider calls somebody, and the object id that policies and roles name it by.
///
/// @param issuer null for the provider's first
/// @param subject as the object id's claim says it; null of a group
/// @param group as the groups' claim says it; null of a user or application
/// @param objectId null in requests
public record ExternalIdentity(
        @Nullable String issuer,
        @Nullable String subject,
        @Nullable String group,
        @Nullable String objectId)
        implements WireBody {
    public static ExternalIdentity parse(byte[] json) {
        return JsonReader.parse(json, ExternalIdentity::read);
    }

    public static ExternalIdentity read(JsonReader in) {
        String issuer = null;
        String subject = null;
        String group = null;
        String objectId = null;
        while (in.next()) {
            switch (in.member()) {
                case "issuer" -> issuer = in.text();
                case "subject" -> subject = in.text();
                case "group" -> group = in.text();
                case "objectId" -> objectId = in.text();
                default -> in.skip();
            }
        }
        return new ExternalIdentity(issuer, subject, group, objectId);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("issuer", issuer);
        out.text("subject", subject);
        out.text("group", group);
        out.text("objectId", objectId);
    }
}
