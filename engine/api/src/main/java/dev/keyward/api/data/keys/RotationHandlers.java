package dev.keyward.api.data.keys;

import dev.keyward.api.data.objects.ApiVersion;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Plan;
import dev.keyward.model.CalendarSpan;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RotationPolicy;
import dev.keyward.model.RotationPolicy.Rotation;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.keys.Key;
import dev.keyward.vault.keys.RotationPolicyChange;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.wire.keys.RotationPolicyBody;
import dev.keyward.wire.keys.RotationPolicyBody.LifetimeAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rotation of keys and its policy (data-plane-keys.md, section 6).
final class RotationHandlers {
    private static final String ACTIONS = "lifetimeActions";

    private final VaultKeys keys;

    RotationHandlers(VaultKeys keys) {
        this.keys = keys;
    }

    /// What it takes depends on the key there is; one that first has to be read may be an RSA key.
    Plan rotate(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        boolean quick =
                keys.inMemory(exchange.vault(), name, null)
                        .filter(key -> !(key.parameters() instanceof KeyParameters.Rsa))
                        .isPresent();
        return Plan.of(quick ? Cost.STORE : Cost.GENERATION, () -> rotate(exchange, name));
    }

    private ApiResponse rotate(Exchange exchange, ObjectName name) {
        KeyRequests.require(ApiVersion.V7_3_PREVIEW, exchange);
        Key made =
                exchange.await(
                        keys.rotate(
                                exchange.vault(),
                                name,
                                key -> {
                                    KeyBodies.audited(exchange, key);
                                    return exchange.evidence(200).get();
                                }));
        return Bodies.ok(KeyBodies.bundle(exchange, made));
    }

    ApiResponse getPolicy(Exchange exchange) {
        KeyRequests.require(ApiVersion.V7_3_PREVIEW, exchange);
        ObjectName name = Bodies.name(exchange);
        return Bodies.ok(body(exchange, name, keys.rotationPolicy(exchange.vault(), name)));
    }

    ApiResponse setPolicy(Exchange exchange) {
        KeyRequests.require(ApiVersion.V7_3_PREVIEW, exchange);
        ObjectName name = Bodies.name(exchange);
        RotationPolicyBody body = RotationPolicyBody.parse(exchange.body());
        RotationPolicy policy =
                exchange.await(
                        keys.changeRotationPolicy(
                                exchange.vault(),
                                name,
                                change(body),
                                _ -> exchange.evidence(200).get()));
        return Bodies.ok(body(exchange, name, policy));
    }

    private static RotationPolicyChange change(RotationPolicyBody body) {
        return new RotationPolicyChange(
                body.actions() == null ? null : actions(body.actions()),
                body.attributes() == null
                        ? null
                        : new RotationPolicyChange.Life(
                                span("attributes.expiryTime", body.attributes().expiryTime())));
    }

    private static RotationPolicyChange.Actions actions(List<LifetimeAction> actions) {
        Rotation rotation = null;
        CalendarSpan notice = null;
        for (LifetimeAction action : actions) {
            CalendarSpan after =
                    span(ACTIONS + ".trigger.timeAfterCreate", action.timeAfterCreate());
            CalendarSpan before =
                    span(ACTIONS + ".trigger.timeBeforeExpiry", action.timeBeforeExpiry());
            if ((after == null) == (before == null)) {
                throw refused(ACTIONS + ".trigger", "either timeAfterCreate or timeBeforeExpiry");
            }
            if ("Rotate".equalsIgnoreCase(action.type())) {
                if (rotation != null) {
                    throw refused(ACTIONS, "at most one Rotate and one Notify");
                }
                rotation =
                        after != null
                                ? new Rotation.AfterCreation(after)
                                : new Rotation.BeforeExpiry(before);
            } else if ("Notify".equalsIgnoreCase(action.type())) {
                if (notice != null) {
                    throw refused(ACTIONS, "at most one Rotate and one Notify");
                }
                if (before == null) {
                    throw refused(ACTIONS + ".trigger", "timeBeforeExpiry for Notify");
                }
                notice = before;
            } else {
                throw refused(ACTIONS + ".action.type", "Rotate or Notify");
            }
        }
        return new RotationPolicyChange.Actions(rotation, notice);
    }

    private static @Nullable CalendarSpan span(String parameter, @Nullable String text) {
        return text == null ? null : CalendarSpan.parse(parameter, text);
    }

    private static RotationPolicyBody body(
            Exchange exchange, ObjectName name, RotationPolicy policy) {
        List<LifetimeAction> actions = new ArrayList<>();
        switch (policy.rotation()) {
            case null -> {}
            case Rotation.AfterCreation(var span) ->
                    actions.add(new LifetimeAction(span.text(), null, "Rotate"));
            case Rotation.BeforeExpiry(var span) ->
                    actions.add(new LifetimeAction(null, span.text(), "Rotate"));
        }
        actions.add(new LifetimeAction(null, policy.notice().text(), "Notify"));
        return new RotationPolicyBody(
                Bodies.id(exchange, ObjectKind.KEY, name) + "/rotationpolicy",
                actions,
                new RotationPolicyBody.PolicyAttributes(
                        policy.expiry() == null ? null : policy.expiry().text(),
                        policy.created(),
                        policy.updated()));
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
