package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// One of the `lifetime_actions` of a policy.
///
/// @param actionType `AutoRenew` or `EmailContacts`
public record LifetimeActionBody(
        @Nullable Integer lifetimePercentage,
        @Nullable Integer daysBeforeExpiry,
        @Nullable String actionType)
        implements WireBody {
    static LifetimeActionBody read(JsonReader in) {
        Trigger trigger = new Trigger(null, null);
        String actionType = null;
        while (in.next()) {
            switch (in.member()) {
                case "trigger" -> trigger = in.object(Trigger::read);
                case "action" -> actionType = in.object(LifetimeActionBody::readAction);
                default -> in.skip();
            }
        }
        return new LifetimeActionBody(trigger.percentage, trigger.days, actionType);
    }

    private static @Nullable String readAction(JsonReader in) {
        String type = null;
        while (in.next()) {
            switch (in.member()) {
                case "action_type" -> type = in.text();
                default -> in.skip();
            }
        }
        return type;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object("trigger", new Trigger(lifetimePercentage, daysBeforeExpiry));
        out.object("action", (WireBody) action -> action.text("action_type", actionType));
    }

    private record Trigger(@Nullable Integer percentage, @Nullable Integer days)
            implements WireBody {
        static Trigger read(JsonReader in) {
            Integer percentage = null;
            Integer days = null;
            while (in.next()) {
                switch (in.member()) {
                    case "lifetime_percentage" -> percentage = in.integer();
                    case "days_before_expiry" -> days = in.integer();
                    default -> in.skip();
                }
            }
            return new Trigger(percentage, days);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.number("lifetime_percentage", percentage);
            out.number("days_before_expiry", days);
        }
    }
}
