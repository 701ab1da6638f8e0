package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.Printable;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.outside.events.EventSubscription;
import dev.keyward.outside.events.EventSubscriptions;
import dev.keyward.outside.events.Handshake;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.arm.EventSubscriptionParameters;
import dev.keyward.wire.arm.EventSubscriptionResource;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Event subscriptions of vaults, in the words of Event Grid: webhooks that are told in CloudEvents
/// 1.0.
public final class EventResources {
    private static final String PATH =
            ManagementRoutes.VAULT + "/providers/Microsoft.EventGrid/eventSubscriptions";
    private static final String ONE = PATH + "/{event}";
    private static final String ACTION = "Microsoft.EventGrid/eventSubscriptions/";
    private static final String SCHEMA = "CloudEventSchemaV1_0";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{3,64}");
    private static final int SECRET_BYTES = 32;
    private static final int ATTEMPTS = 10;
    private static final int MINUTES = 24 * 60;

    private final Rights rights;
    private final Vaults vaults;
    private final EventSubscriptions subscriptions;
    private final Handshake handshake;
    private final SecureRandom random;

    EventResources(
            Rights rights,
            Vaults vaults,
            EventSubscriptions subscriptions,
            Handshake handshake,
            SecureRandom random) {
        this.rights = rights;
        this.vaults = vaults;
        this.subscriptions = subscriptions;
        this.handshake = handshake;
        this.random = random;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Management.change(ACTION + "read", this::list)),
                Route.get(ONE, Management.change(ACTION + "read", this::get)),
                Route.put(ONE, Management.change(ACTION + "write", this::put)),
                Route.delete(ONE, Management.change(ACTION + "delete", this::delete)));
    }

    private ApiResponse list(Exchange exchange) {
        Vault vault = vault(exchange, "read");
        return ApiResponse.json(
                200,
                ArmList.of(
                                subscriptions.of(vault.id()).stream()
                                        .map(each -> resource(vault, each, null))
                                        .toList())
                        .toJson());
    }

    private ApiResponse get(Exchange exchange) {
        Vault vault = vault(exchange, "read");
        EventSubscription found =
                subscriptions.find(vault.id(), name(exchange)).orElseThrow(() -> missing(exchange));
        return ApiResponse.json(200, resource(vault, found, null).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        Vault vault = vault(exchange, "write");
        String name = name(exchange);
        EventSubscriptionParameters body = EventSubscriptionParameters.parse(exchange.body());
        URI endpoint = endpoint(body);
        List<String> types = types(body.eventTypes());
        Optional<EventSubscription> before = subscriptions.find(vault.id(), name);
        if (before.isEmpty() && subscriptions.of(vault.id()).size() >= EventSubscriptions.MOST) {
            throw refused("eventSubscriptions", "at most " + EventSubscriptions.MOST + " a vault");
        }
        if (before.isEmpty() || !before.get().endpoint().equals(endpoint)) {
            handshake.with(endpoint);
        }
        // Another endpoint isn't to know what the one before was told with.
        boolean keeps = before.isPresent() && before.get().endpoint().equals(endpoint);
        SecretBytes secret = keeps ? before.get().secret() : newSecret();
        EventSubscription made =
                exchange.await(
                        subscriptions.put(
                                vault.id(),
                                new EventSubscription(name, endpoint, types, secret),
                                exchange.evidence(201)));
        return ApiResponse.json(201, resource(vault, made, keeps ? null : shown(secret)).toJson());
    }

    private ApiResponse delete(Exchange exchange) {
        Vault vault = vault(exchange, "delete");
        String name = name(exchange);
        if (subscriptions.find(vault.id(), name).isEmpty()) {
            return ApiResponse.empty(204);
        }
        exchange.await(subscriptions.delete(vault.id(), name, exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private Vault vault(Exchange exchange, String action) {
        Subscription subscription = rights.in(exchange, ACTION + action);
        return new VaultOfPath(vaults).existing(exchange, subscription);
    }

    private static String name(Exchange exchange) {
        String name = exchange.path("event").toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw refused("the subscription's name", "3 to 64 letters, digits and hyphens");
        }
        return name;
    }

    private static URI endpoint(EventSubscriptionParameters body) {
        if (!"WebHook".equalsIgnoreCase(body.endpointType())) {
            throw refused("destination.endpointType", "WebHook");
        }
        if (body.deliverySchema() != null && !SCHEMA.equalsIgnoreCase(body.deliverySchema())) {
            throw refused("eventDeliverySchema", SCHEMA);
        }
        try {
            URI url = new URI(body.endpointUrl() == null ? "" : body.endpointUrl());
            if ("https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            throw refused("destination.properties.endpointUrl", "an https URL");
        }
        throw refused("destination.properties.endpointUrl", "an https URL");
    }

    private static List<String> types(@Nullable List<String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return EventSubscriptions.types();
        }
        if (!EventSubscriptions.types().containsAll(wanted)) {
            throw refused("filter.includedEventTypes", "of " + EventSubscriptions.types());
        }
        return wanted;
    }

    private SecretBytes newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return SecretBytes.adopt(secret);
    }

    private static String shown(SecretBytes secret) {
        return "whsec_"
                + secret.use(
                        SecretAccess.request(), bytes -> Base64.getEncoder().encodeToString(bytes));
    }

    private static EventSubscriptionResource resource(
            Vault vault, EventSubscription subscription, @Nullable String secret) {
        return new EventSubscriptionResource(
                Ids.vault(vault),
                subscription.name(),
                base(subscription.endpoint()),
                subscription.types(),
                ATTEMPTS,
                MINUTES,
                secret);
    }

    /// Without query and user, which are often a secret between two others.
    private static String base(URI endpoint) {
        return endpoint.getScheme()
                + "://"
                + endpoint.getHost()
                + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort())
                + endpoint.getRawPath();
    }

    private static RefusedRequest missing(Exchange exchange) {
        return Management.refused(
                404,
                "ResourceNotFound",
                "The event subscription '"
                        + Printable.name(exchange.path("event"))
                        + "' was not found.");
    }

    private static VaultException refused(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
