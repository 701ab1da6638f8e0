package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `KeyRotationPolicy`, in requests and answers (data-plane-keys.md, section 6). A member that is
/// null in a request counts as absent, and so does an empty duration.
///
/// @param id in answers only
/// @param actions null where none are named
/// @param attributes null where the member is absent
public record RotationPolicyBody(
        @Nullable String id,
        @Nullable List<LifetimeAction> actions,
        @Nullable PolicyAttributes attributes)
        implements WireBody {
    /// What happens, and when.
    ///
    /// @param type `Rotate` or `Notify` in any letter case; null where it is absent
    public record LifetimeAction(
            @Nullable String timeAfterCreate,
            @Nullable String timeBeforeExpiry,
            @Nullable String type)
            implements WireBody {
        static LifetimeAction read(JsonReader in) {
            String[] trigger = new String[2];
            String type = null;
            while (in.next()) {
                switch (in.member()) {
                    case "trigger" -> {
                        trigger =
                                in.object(of -> {
                                    String after = null;
                                    String before = null;
                                    while (of.next()) {
                                        switch (of.member()) {
                                            case "timeAfterCreate" -> after = duration(of);
                                            case "timeBeforeExpiry" -> before = duration(of);
                                            default -> of.skip();
                                        }
                                    }
                                    return new String[] {after, before};
                                });
                    }
                    case "action" -> type = in.object(LifetimeAction::type);
                    default -> in.skip();
                }
            }
            return new LifetimeAction(trigger[0], trigger[1], type);
        }

        private static @Nullable String type(JsonReader in) {
            String type = null;
            while (in.next()) {
                if (in.member().equals("type")) {
                    type = in.text();
                } else {
                    in.skip();
                }
            }
            return type;
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.object(
                    "trigger",
                    trigger -> {
                        trigger.text("timeAfterCreate", timeAfterCreate);
                        trigger.text("timeBeforeExpiry", timeBeforeExpiry);
                    });
            out.object("action", action -> action.text("type", type));
        }
    }

    /// @param created in answers only, as is `updated`
    public record PolicyAttributes(
            @Nullable String expiryTime, @Nullable Instant created, @Nullable Instant updated)
            implements WireBody {
        static PolicyAttributes read(JsonReader in) {
            String expiryTime = null;
            Instant created = null;
            Instant updated = null;
            while (in.next()) {
                switch (in.member()) {
                    case "expiryTime" -> expiryTime = duration(in);
                    case "created" -> created = in.epochSecond();
                    case "updated" -> updated = in.epochSecond();
                    default -> in.skip();
                }
            }
            return new PolicyAttributes(expiryTime, created, updated);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("expiryTime", expiryTime);
            out.number("created", created == null ? null : (Long) created.getEpochSecond());
            out.number("updated", updated == null ? null : (Long) updated.getEpochSecond());
        }
    }

    public static RotationPolicyBody parse(byte[] json) {
        return JsonReader.parse(json, RotationPolicyBody::read);
    }

    public static RotationPolicyBody read(JsonReader in) {
        String id = null;
        List<LifetimeAction> actions = null;
        PolicyAttributes attributes = null;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "lifetimeActions" -> actions = in.objects(LifetimeAction::read);
                case "attributes" -> attributes = in.object(PolicyAttributes::read);
                default -> in.skip();
            }
        }
        return new RotationPolicyBody(id, actions, attributes);
    }

    private static @Nullable String duration(JsonReader in) {
        String text = in.text();
        return text.isEmpty() ? null : text;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.objects("lifetimeActions", actions);
        out.object("attributes", attributes);
    }
}
