package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.keys.RotationPolicyBody;
import dev.keyward.wire.keys.RotationPolicyBody.LifetimeAction;
import dev.keyward.wire.keys.RotationPolicyBody.PolicyAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rotation policies of keys as objects, and back (cmdlets.md, section 2).
public final class RotationShapes {
    private RotationShapes() {}

    public static PsObject policy(RotationPolicyBody policy, String vault, String key) {
        List<LifetimeAction> actions = policy.actions() == null ? List.of() : policy.actions();
        PolicyAttributes attributes =
                policy.attributes() == null
                        ? new PolicyAttributes(null, null, null)
                        : policy.attributes();
        return new PsObject(Types.ROTATION_POLICY)
                .set("Id", policy.id())
                .set("VaultName", vault.toLowerCase(Locale.ROOT))
                .set("KeyName", key)
                .set(
                        "LifetimeActions",
                        actions.stream().map(RotationShapes::action).toArray(Object[]::new))
                .set("ExpiresIn", attributes.expiryTime())
                .set("CreatedOn", Texts.time(attributes.created()))
                .set("UpdatedOn", Texts.time(attributes.updated()));
    }

    private static PsObject action(LifetimeAction action) {
        return new PsObject(Types.LIFETIME_ACTION)
                .set("Action", action.type())
                .set("TimeAfterCreate", action.timeAfterCreate())
                .set("TimeBeforeExpiry", action.timeBeforeExpiry())
                .readingAs(_ ->
                        "[Action: "
                                + action.type()
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
    public static RotationPolicyBody policy(PsObject policy) {
        return wanted(
                policy.get("LifetimeActions") instanceof Object[] actions
                        ? actions(java.util.Arrays.asList(actions))
                        : null,
                word(policy.get("ExpiresIn")));
    }

    /// A policy to be set; what is null stays as it is.
    public static RotationPolicyBody wanted(
            @Nullable List<LifetimeAction> actions, @Nullable String expiresIn) {
        return new RotationPolicyBody(
                null,
                actions,
                expiresIn == null ? null : new PolicyAttributes(expiresIn, null, null));
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
                                        word(object.get("TimeAfterCreate")),
                                        word(object.get("TimeBeforeExpiry")),
                                        text(word(object.get("Action"))));
                        case PsHashtable table ->
                                new LifetimeAction(
                                        word(table.get("TimeAfterCreate")),
                                        word(table.get("TimeBeforeExpiry")),
                                        text(word(table.get("Action"))));
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
