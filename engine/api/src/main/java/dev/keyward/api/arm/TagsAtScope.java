package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.SubscriptionTags;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Printable;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.arm.TagsResource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Tags of vaults, resource groups and subscriptions by themselves, as clients of generic resources
/// change them (Resource Manager, Tags At Scope): who may do so needs no right to change the
/// resource.
final class TagsAtScope {
    private static final String PATH = "/providers/Microsoft.Resources/tags/default";
    private static final String ACTION = "Microsoft.Resources/tags/";

    private final Tenancy tenancy;
    private final Rights rights;
    private final Vaults vaults;

    TagsAtScope(Tenancy tenancy, Rights rights, Vaults vaults) {
        this.tenancy = tenancy;
        this.rights = rights;
        this.vaults = vaults;
    }

    /// How what is given becomes the tags that are there next.
    @FunctionalInterface
    private interface Change {
        Map<String, String> of(Map<String, String> before, TagsResource.Parameters given);
    }

    List<Route> routes() {
        return Stream.of(
                        ManagementRoutes.SUBSCRIPTION + PATH,
                        ManagementRoutes.GROUP + PATH,
                        ManagementRoutes.VAULT + PATH)
                .flatMap(path ->
                        Stream.of(
                                Route.get(path, Management.read(ACTION + "read", this::get)),
                                Route.put(path, change((_, given) -> tags(given))),
                                Route.patch(path, change(TagsAtScope::patched)),
                                Route.delete(
                                        path, Management.change(ACTION + "delete", this::delete))))
                .toList();
    }

    private Operation change(Change change) {
        Handler handler =
                exchange -> {
                    Tagged tagged = tagged(exchange, "write");
                    TagsResource.Parameters given = TagsResource.Parameters.parse(exchange.body());
                    Map<String, String> next =
                            ResourceTags.checked(change.of(tagged.tags(), given));
                    write(exchange, tagged, next);
                    return ApiResponse.json(200, new TagsResource(tagged.id(), next).toJson());
                };
        return Management.change(ACTION + "write", handler);
    }

    private ApiResponse get(Exchange exchange) {
        Tagged tagged = tagged(exchange, "read");
        return ApiResponse.json(200, new TagsResource(tagged.id(), tagged.tags()).toJson());
    }

    private ApiResponse delete(Exchange exchange) {
        write(exchange, tagged(exchange, "delete"), Map.of());
        return ApiResponse.empty(200);
    }

    /// What the path means, and the tags it has.
    private sealed interface Tagged {
        String id();

        Map<String, String> tags();

        record OfSubscription(UUID subscription, Map<String, String> tags) implements Tagged {
            @Override
            public String id() {
                return "/subscriptions/" + subscription;
            }
        }

        record OfGroup(ResourceGroup group) implements Tagged {
            @Override
            public String id() {
                return Ids.group(group.subscription(), group.name());
            }

            @Override
            public Map<String, String> tags() {
                return group.tags();
            }
        }

        record OfVault(Vault vault) implements Tagged {
            @Override
            public String id() {
                return Ids.vault(vault);
            }

            @Override
            public Map<String, String> tags() {
                return vault.settings().tags();
            }
        }
    }

    private Tagged tagged(Exchange exchange, String verb) {
        Subscription subscription = rights.in(exchange, ACTION + verb);
        if (exchange.optionalPath("name").isPresent()) {
            return new Tagged.OfVault(new VaultOfPath(vaults).existing(exchange, subscription));
        }
        if (exchange.optionalPath("group").isEmpty()) {
            return new Tagged.OfSubscription(subscription.id(), tenancy.tags(subscription.id()));
        }
        String name = exchange.path("group");
        return new Tagged.OfGroup(
                tenancy.existingResourceGroup(
                        subscription.id(),
                        ResourceGroup.isName(name) ? name : Printable.name(name)));
    }

    private void write(Exchange exchange, Tagged tagged, Map<String, String> next) {
        exchange.audit().resource(tagged.id());
        switch (tagged) {
            case Tagged.OfSubscription(UUID subscription, Map<String, String> _) ->
                    exchange.await(
                            tenancy.put(
                                    new SubscriptionTags(subscription, next),
                                    exchange.evidence(200)));
            case Tagged.OfGroup(ResourceGroup group) ->
                    exchange.await(
                            tenancy.put(
                                    new ResourceGroup(
                                            group.subscription(),
                                            group.name(),
                                            group.location(),
                                            next,
                                            group.managedBy()),
                                    exchange.evidence(200)));
            case Tagged.OfVault(Vault vault) ->
                    exchange.await(
                            vaults.update(
                                    vault.withSettings(vault.settings().withTags(next))
                                            .withTrail(
                                                    vault.trail()
                                                            .changed(
                                                                    exchange.received(),
                                                                    VaultResources.who(exchange))),
                                    exchange.evidence(200)));
        }
    }

    private static Map<String, String> patched(
            Map<String, String> before, TagsResource.Parameters given) {
        String operation = given.operation() == null ? "" : given.operation();
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case "replace" -> tags(given);
            case "merge" -> ResourceTags.merged(before, tags(given));
            case "delete" -> ResourceTags.without(before, tags(given));
            default ->
                    throw Management.refused(
                            400, "BadRequest", "operation must be Merge, Replace or Delete");
        };
    }

    private static Map<String, String> tags(TagsResource.Parameters given) {
        Map<String, String> tags = given.tags();
        if (tags == null) {
            throw Management.refused(400, "BadRequest", "properties.tags must be given");
        }
        return tags;
    }
}
