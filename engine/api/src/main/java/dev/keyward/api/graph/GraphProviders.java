package dev.keyward.api.graph;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.providers.ClaimMapping;
import dev.keyward.directory.providers.ExternalIds;
import dev.keyward.directory.providers.IdentityProvider;
import dev.keyward.directory.providers.IdentityProviders;
import dev.keyward.directory.providers.IssuerTrust;
import dev.keyward.directory.providers.ProviderStanding;
import dev.keyward.directory.providers.TokenAudiences;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.graph.ExternalIdentity;
import dev.keyward.wire.graph.IdentityProviderBody;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The identity providers that a tenant trusts beside the built-in one, in Microsoft Graph's
/// dialect alone.
final class GraphProviders {
    private final Graph graph;
    private final IdentityProviders providers;

    GraphProviders(Graph graph) {
        this.graph = graph;
        this.providers = graph.directory().providers();
    }

    List<Route> routes() {
        String all = graph.path("identity/identityProviders");
        String one = all + "/{provider}";
        return List.of(
                Route.get(all, graph.read("DirectoryIdentityProviderList", this::list)),
                Route.post(all, graph.change("DirectoryIdentityProviderCreate", this::create)),
                Route.get(one, graph.read("DirectoryIdentityProviderGet", this::get)),
                Route.patch(one, graph.change("DirectoryIdentityProviderUpdate", this::update)),
                Route.delete(one, graph.change("DirectoryIdentityProviderDelete", this::delete)),
                Route.post(
                        one + "/getObjectId",
                        graph.read("DirectoryIdentityProviderObjectId", this::objectId)));
    }

    private ApiResponse list(Exchange exchange) {
        List<IdentityProviderBody> all =
                providers.of(Graph.tenantId(exchange)).stream()
                        .map(GraphProviders::answer)
                        .toList();
        return ApiResponse.json(
                200, graph.dialect().values(exchange.endpoints().graph(), all).toJson());
    }

    private ApiResponse get(Exchange exchange) {
        return ApiResponse.json(200, answer(provider(exchange)).toJson());
    }

    private ApiResponse create(Exchange exchange) {
        Given given = new Given(IdentityProviderBody.parse(exchange.body()));
        String name = given.required("name");
        exchange.audit().extra(AuditFields.Extra.TARGET, name);
        IdentityProvider added =
                exchange.await(
                        providers.add(
                                Graph.tenantId(exchange),
                                name,
                                given.trust(null),
                                given.audiences(null),
                                given.mapping(null),
                                given.standing(ProviderStanding.GOOD),
                                exchange.evidence(201)));
        return ApiResponse.json(201, answer(added).toJson());
    }

    private ApiResponse update(Exchange exchange) {
        IdentityProvider before = provider(exchange);
        Given given = new Given(IdentityProviderBody.parse(exchange.body()));
        IdentityProvider next =
                before.with(
                        given.trust(before.trust()),
                        given.audiences(before.audiences()),
                        given.mapping(before.mapping()),
                        given.standing(before.standing()));
        exchange.await(providers.change(before, next, exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private ApiResponse delete(Exchange exchange) {
        exchange.await(providers.remove(provider(exchange), exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private ApiResponse objectId(Exchange exchange) {
        IdentityProvider provider = provider(exchange);
        ExternalIdentity given = ExternalIdentity.parse(exchange.body());
        String issuer = given.issuer() == null ? provider.issuers().getFirst() : given.issuer();
        if (!provider.issuers().contains(issuer)) {
            throw bad("issuer", "one of " + String.join(", ", provider.issuers()));
        }
        String subject = given.subject();
        String group = given.group();
        PrincipalId id;
        if (subject != null && group == null) {
            id = IdentityProviders.objectId(provider, issuer, ExternalIds.What.SUBJECT, subject);
        } else if (group != null && subject == null) {
            id = IdentityProviders.objectId(provider, issuer, ExternalIds.What.GROUP, group);
        } else {
            throw bad("subject", "given, or group");
        }
        return ApiResponse.json(
                200, new ExternalIdentity(issuer, subject, group, id.value()).toJson());
    }

    private IdentityProvider provider(Exchange exchange) {
        String name = exchange.path("provider");
        exchange.audit().extra(AuditFields.Extra.TARGET, name);
        return providers.find(Graph.tenantId(exchange), name).orElseThrow(Graph::notFound);
    }

    /// What a request says, over what there was before.
    private record Given(IdentityProviderBody body) {
        String required(String member) {
            String given = body.texts().get(member);
            if (given == null) {
                throw bad(member, "given");
            }
            return given;
        }

        private List<String> list(String member, List<String> before) {
            return body.lists().getOrDefault(member, before);
        }

        private String text(String member, String before) {
            return body.texts().getOrDefault(member, before);
        }

        /// An empty one takes away what there was.
        private @Nullable String optional(String member, @Nullable String before) {
            String given = body.texts().get(member);
            return given == null ? before : given.isEmpty() ? null : given;
        }

        IssuerTrust trust(@Nullable IssuerTrust before) {
            List<String> algorithms = body.lists().get("algorithms");
            Integer skew = body.clockSkew();
            return new IssuerTrust(
                    list("issuers", before == null ? List.of() : before.issuers()),
                    list("tenants", before == null ? List.of() : before.tenants()),
                    optional("metadataUri", before == null ? null : before.metadata()),
                    optional("jwksUri", before == null ? null : before.keys()),
                    algorithms != null
                            ? IssuerTrust.algorithms(algorithms)
                            : before == null ? IssuerTrust.USUAL : before.algorithms(),
                    skew != null
                            ? Duration.ofSeconds(skew)
                            : before == null ? IssuerTrust.USUAL_SKEW : before.skew());
        }

        TokenAudiences audiences(@Nullable TokenAudiences before) {
            return new TokenAudiences(
                    list("vaultAudiences", before == null ? List.of() : before.vault()),
                    list("managementAudiences", before == null ? List.of() : before.management()));
        }

        ClaimMapping mapping(@Nullable ClaimMapping before) {
            return new ClaimMapping(
                    text(
                            "objectIdClaim",
                            before == null ? ClaimMapping.USUAL_OBJECT_ID : before.objectId()),
                    optional("nameClaim", before == null ? null : before.name()),
                    optional("clientClaim", before == null ? null : before.client()),
                    text(
                            "groupsClaim",
                            before == null ? ClaimMapping.USUAL_GROUPS : before.groups()),
                    ClaimMapping.Ids.parse(
                            text(
                                    "objectIds",
                                    before == null
                                            ? ClaimMapping.Ids.DERIVED.word()
                                            : before.ids().word())));
        }

        ProviderStanding standing(ProviderStanding before) {
            List<String> blocked = body.lists().get("blockedObjectIds");
            Boolean enabled = body.enabled();
            Set<PrincipalId> ids =
                    blocked == null
                            ? before.blocked()
                            : blocked.stream().map(PrincipalId::new).collect(Collectors.toSet());
            return new ProviderStanding(
                    enabled == null ? before.enabled() : enabled,
                    ids,
                    optional("authority", before.authority()));
        }
    }

    private static IdentityProviderBody answer(IdentityProvider provider) {
        IssuerTrust trust = provider.trust();
        Map<String, String> texts = new HashMap<>();
        texts.put("id", provider.id().toString());
        texts.put("name", provider.name());
        put(texts, "metadataUri", trust.metadata());
        put(texts, "jwksUri", trust.keys());
        texts.put("objectIdClaim", provider.mapping().objectId());
        put(texts, "nameClaim", provider.mapping().name());
        put(texts, "clientClaim", provider.mapping().client());
        texts.put("groupsClaim", provider.mapping().groups());
        texts.put("objectIds", provider.mapping().ids().word());
        put(texts, "authority", provider.standing().authority());
        return new IdentityProviderBody(
                texts,
                Map.of(
                        "issuers",
                        trust.issuers(),
                        "tenants",
                        trust.tenants(),
                        "algorithms",
                        trust.algorithms().stream()
                                .map(SignatureAlgorithm::joseName)
                                .sorted()
                                .toList(),
                        "vaultAudiences",
                        provider.audiences().vault(),
                        "managementAudiences",
                        provider.audiences().management(),
                        "blockedObjectIds",
                        provider.standing().blocked().stream()
                                .map(PrincipalId::value)
                                .sorted()
                                .toList()),
                (int) trust.skew().toSeconds(),
                provider.standing().enabled());
    }

    private static void put(Map<String, String> texts, String member, @Nullable String text) {
        if (text != null) {
            texts.put(member, text);
        }
    }

    private static VaultException bad(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }
}
