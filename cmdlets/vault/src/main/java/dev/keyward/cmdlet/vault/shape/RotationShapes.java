package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.RotationPolicy;
import dev.keyward.client.RotationPolicy.LifetimeAction;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rotation policies of keys as objects, and back (cmdlets.md, section 2).
public final class RotationShapes {
    private RotationShapes() {}

    public static PsObject policy(RotationPolicy policy, String vault, String key) {
        List<LifetimeAction> actions = policy.actions() == null ? List.of() : policy.actions();
        return new PsObject(Types.ROTATION_POLICY)
                .set("Id", policy.id())
                .set("VaultName", vault.toLowerCase(Locale.ROOT))
                .set("KeyName", key)
                .set(
                        "LifetimeActions",
                        actions.stream().map(RotationShapes::action).toArray(Object[]::new))
                .set("ExpiresIn", policy.expiresIn())
                .set("CreatedOn", Texts.time(policy.created()))
                .set("UpdatedOn", Texts.time(policy.updated()));
    }

    private static PsObject action(LifetimeAction action) {
        return new PsObject(Types.LIFETIME_ACTION)
                .set("Action", action.action())
                .set("TimeAfterCreate", action.timeAfterCreate())
                .set("TimeBeforeExpiry", action.timeBeforeExpiry())
                .readingAs(_ ->
                        "[Action: "
                                + action.action()
                                + ", TimeAfterCreate: "
                                + text(action.timeAfterCreate())
                                + ", TimeBeforeExpiry: "
                                + text(action.timeBeforeExpiry())
                                + "]");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /// A policy that was got, changed perhaps, and is to be set.
    public static RotationPolicy policy(PsObject policy) {
        return new RotationPolicy(
                null,
                policy.get("LifetimeActions") instanceof Object[] actions
                        ? actions(java.util.Arrays.asList(actions))
                        : null,
                word(policy.get("ExpiresIn")),
                null,
                null);
    }

    /// @param given objects, or hashtables with their members
    /// @throws Refusal if something is neither
    public static List<LifetimeAction> actions(List<@Nullable Object> given) {
        List<LifetimeAction> actions = new ArrayList<>();
        for (Object each : given) {
            actions.add(
                    switch (each) {
                        case PsObject object ->
                                new LifetimeAction(
                                        text(word(object.get("Action"))),
                                        word(object.get("TimeAfterCreate")),
                                        word(object.get("TimeBeforeExpiry")));
                        case PsHashtable table ->
                                new LifetimeAction(
                                        text(word(table.get("Action"))),
                                        word(table.get("TimeAfterCreate")),
                                        word(table.get("TimeBeforeExpiry")));
                        case null, default ->
                                throw Refusal.of(
                                        "A lifetime action is a table such as @{Action = 'Rotate';"
                                                + " TimeAfterCreate = 'P18M'}.");
                    });
        }
        return actions;
    }

    private static @Nullable String word(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }
}
