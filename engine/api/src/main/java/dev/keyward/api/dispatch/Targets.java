package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.HostKind;
import dev.keyward.api.exchange.PathSegments;
import dev.keyward.api.exchange.Plane;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells by host, method and path what a request is for.
public final class Targets implements Way {
    private final Hosts hosts;
    private final Map<Plane, Routes> routes;
    private final Predicate<String> operators;

    /// @param operators whether a subscription, as it stands in a path, is the operator's own
    public Targets(Hosts hosts, Map<Plane, Routes> routes, Predicate<String> operators) {
        this.hosts = hosts;
        this.routes = new EnumMap<>(routes);
        this.operators = operators;
    }

    @Override
    public Target of(ApiRequest request) {
        List<String> segments = segments(request.path());
        // URLs in answers lead back to the port the client came by, whatever its headers say.
        Hosts reached = request.mutualTls() == null ? hosts : hosts.overMutualTls();
        return switch (reached.site(request.authority())) {
            case Site.OfVault site ->
                    new Target(
                            Plane.VAULT,
                            site.endpoints(),
                            HostKind.OWN,
                            site.name(),
                            segments,
                            null);
            case Site.OfPlane site ->
                    new Target(site.plane(), site.endpoints(), HostKind.OWN, null, segments, null);
            case Site.Shared site -> {
                Plane plane = segments == null ? Plane.VAULT : plane(method(request), segments);
                yield new Target(
                        plane,
                        site.endpoints(),
                        HostKind.SHARED,
                        plane == Plane.VAULT ? site.defaultVault() : null,
                        segments,
                        null);
            }
            case Site.Nowhere _ ->
                    new Target(
                            Plane.VAULT,
                            reached.named(),
                            HostKind.OWN,
                            null,
                            segments,
                            RefusedRequest.nothingHere());
            case Site.Malformed _ ->
                    new Target(
                            Plane.VAULT,
                            reached.named(),
                            HostKind.OWN,
                            null,
                            segments,
                            new VaultException(
                                    new VaultError.BadRequestText("the host is malformed")));
        };
    }

    @Override
    public Routes.Match match(Target target, ApiRequest request) {
        return target.segments() == null
                ? new Routes.NoPath()
                : routes(target.plane()).match(method(request), target.segments());
    }

    /// A POST may stand for a method that something on the way doesn't let through
    /// (data-plane-common.md, section 1).
    private static String method(ApiRequest request) {
        List<String> meant = request.headers().get("x-http-method");
        if (meant != null && meant.size() == 1 && request.method().equals("POST")) {
            String method = meant.getFirst().toUpperCase(Locale.ROOT);
            if (method.equals("PATCH") || method.equals("DELETE")) {
                return method;
            }
        }
        return request.method();
    }

    private static @Nullable List<String> segments(String path) {
        try {
            return PathSegments.parse(path, true);
        } catch (VaultException malformed) {
            return null;
        }
    }

    /// Planes share paths, so one that has the method there goes before one that has the path
    /// alone. What both the operator's plane and the management one have is the operator's for the
    /// operator's subscription.
    ///
    /// A path that nobody has belongs to management if it begins as only paths there do: a client
    /// that asks for another provider's resource then hears so in ARM's words, and isn't told that
    /// its token is for somebody else than the default vault.
    private Plane plane(String method, List<String> segments) {
        Plane known = null;
        for (Map.Entry<Plane, Routes> each : routes.entrySet()) {
            Plane plane = each.getKey();
            switch (each.getValue().match(method, segments)) {
                case Routes.Found _ -> {
                    return plane == Plane.MANAGEMENT && isOperators(method, segments)
                            ? Plane.ADMIN
                            : plane;
                }
                case Routes.OtherMethod _ -> known = known == null ? plane : known;
                case Routes.NoPath _ -> {}
            }
        }
        if (known != null) {
            return known;
        }
        return !segments.isEmpty() && routes(Plane.MANAGEMENT).begin(segments.getFirst())
                ? Plane.MANAGEMENT
                : Plane.VAULT;
    }

    private boolean isOperators(String method, List<String> segments) {
        return segments.size() > 1
                && segments.getFirst().equalsIgnoreCase("subscriptions")
                && operators.test(segments.get(1))
                && routes(Plane.ADMIN).match(method, segments) instanceof Routes.Found;
    }

    private Routes routes(Plane plane) {
        return Objects.requireNonNull(routes.get(plane));
    }
}
