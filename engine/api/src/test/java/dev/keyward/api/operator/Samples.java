package dev.keyward.api.operator;

import dev.keyward.api.arm.Stack;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Access;
import dev.keyward.api.operation.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes of any route a request about what a [Household] has, or the operator: each part in braces
/// is filled in by what stands before it. Where that isn't known, or more is needed than `{}`, this
/// is the place to say it.
final class Samples {
    static final String EC = "{\"kty\":\"EC\",\"crv\":\"P-256\"}";
    static final String ISSUER =
            "{\"provider\":\"DigiCert\",\"credentials\":{\"account_id\":\"1\",\"pwd\":\"p\"}}";

    /// Of RFC 7517, appendix A.2.
    private static final String IMPORTED =
            "{\"key\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                    + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
                    + "\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"}}";

    /// Of the operator, in his subscription and in his group.
    static final List<String> OPERATORS_ROLES =
            List.of("0a0a0a0a-1111-4111-8111-111111111111", "0a0a0a0a-2222-4222-8222-222222222222");

    static final String OPERATORS_ROLE =
            "{\"properties\":{\"roleDefinitionId\":\"/providers/Microsoft.Authorization/roleDefinitions/"
                    + "acdd72a7-3385-48ef-bd42-f606fba81ae7\",\"principalId\":"
                    + "\"0a0a0a0a-3333-4333-8333-333333333333\",\"principalType\":\"User\"}}";

    private static final String DIGEST = "A".repeat(43);
    private static final String SIGNATURE = "A".repeat(86);

    private final Household owner;
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, String> exceptions = new HashMap<>();
    private final Map<String, String> bodies = new HashMap<>();

    Samples(Household owner) {
        this.owner = owner;
        places();
        exceptions();
        armBodies();
        graphBodies();
        dataBodies();
        operatorBodies();
    }

    /// @param target path and query
    record Sample(Plane plane, Route route, String host, String target, @Nullable String body) {
        /// How the route is called in lists and failures.
        String name() {
            return plane + " " + route.method() + " " + route.template();
        }

        boolean anonymous() {
            return route.operation().access() instanceof Access.Anonymous;
        }

        /// Whether it is the operator's, and so asked in the operator's subscription.
        boolean operators() {
            return isOperators(plane, route);
        }
    }

    private static boolean isOperators(Plane plane, Route route) {
        return plane == Plane.ADMIN
                || route.template().contains(".Admin/")
                || route.template().contains("/providers/Keyward.")
                        && !route.template().contains("/Keyward.Recovery/")
                        && !route.template().contains("/Keyward.Directory/")
                        && !route.template().endsWith("/Keyward.Audit/records");
    }

    Sample of(Plane plane, Route route) {
        StringBuilder path = new StringBuilder();
        String before = "";
        for (String part : route.template().substring(1).split("/")) {
            boolean brace = part.startsWith("{");
            path.append('/').append(brace ? place(plane, route, before, part) : part);
            before = brace ? before : part;
        }
        String body =
                switch (route.method()) {
                    case "GET", "HEAD", "DELETE" -> null;
                    default -> body(plane, route);
                };
        return new Sample(plane, route, host(plane), path + "?" + query(plane, route), body);
    }

    private String host(Plane plane) {
        return switch (plane) {
            case VAULT -> owner.host();
            case MANAGEMENT -> Stack.MANAGEMENT;
            case ADMIN -> Stack.ADMIN;
            case LOGIN -> Stack.LOGIN;
            case GRAPH -> Stack.GRAPH;
            case IDENTITY -> throw new AssertionError("it has no host");
        };
    }

    private static String query(Plane plane, Route route) {
        if (route.template().endsWith("/authorize")) {
            return authorization();
        }
        return switch (plane) {
            case VAULT -> "api-version=7.6";
            case GRAPH -> "api-version=1.6";
            case IDENTITY -> throw new AssertionError("it has no routes");
            case LOGIN ->
                    "api-version=1.1&authorization_endpoint=https://"
                            + Stack.LOGIN
                            + "/common/oauth2/authorize";
            case MANAGEMENT, ADMIN ->
                    route.operation().access() instanceof Access.SignedIn(var versions)
                                    && versions != null
                            ? "api-version=" + versions.names().getFirst()
                            : "api-version=2022-09-01";
        };
    }

    private String place(Plane plane, Route route, String before, String part) {
        String name = name(route);
        if (part.equals("{subscription}") && isOperators(plane, route)) {
            return subscription(plane);
        }
        List<String> asked =
                new ArrayList<>(List.of(plane + " " + name + " " + part, name + " " + part));
        if (isOperators(plane, route)) {
            asked.add("operator " + before + "/" + part);
        }
        asked.add(before + "/" + part);
        for (String each : asked) {
            String found = exceptions.getOrDefault(each, places.get(each));
            if (found != null) {
                return found;
            }
        }
        throw new AssertionError(
                "no sample for "
                        + part
                        + " behind '"
                        + before
                        + "' of "
                        + plane
                        + " "
                        + name
                        + ": add one to Samples");
    }

    /// The operator's own at his endpoint, and the first of the deployment, which he has as a
    /// tenant, at the management one.
    private String subscription(Plane plane) {
        Desk desk = owner.desk;
        return (plane == Plane.ADMIN ? desk.provider : desk.stack.subscription).toString();
    }

    private static String name(Route route) {
        return route.method() + " " + route.template();
    }

    private String body(Plane plane, Route route) {
        if (plane == Plane.ADMIN && name(route).endsWith("/roleAssignments/{assignment}")) {
            return OPERATORS_ROLE;
        }
        for (String each : List.of(plane + " " + name(route), name(route), tail(route))) {
            String found = bodies.get(each);
            if (found != null) {
                return found;
            }
        }
        return "{}";
    }

    /// `PUT .../tags/default`: the same body does at every scope.
    private static String tail(Route route) {
        String template = route.template();
        int provider = template.lastIndexOf("/providers/");
        return route.method() + " ..." + template.substring(Math.max(provider, 0));
    }

    private String known(String what) {
        return owner.known(what);
    }

    private void places() {
        String w = owner.word;
        places.put("subscriptions/{subscription}", owner.subscription);
        places.put("operator resourceGroups/{group}", Desk.GROUP);
        places.put("subscriptions/{target}", owner.subscription);
        places.put("subscriptions/{same}", owner.subscription);
        places.put("delegatedProviders/{target}", owner.subscription);
        places.put("delegatedProviders/{provider}", "default");
        places.put("resourceGroups/{group}", w + "-rg");
        places.put("vaults/{name}", w + "-vault");
        places.put("vaults/{vault}", "quagga-vault");
        places.put("vaults/{collection}", "secrets");
        places.put("vaults/{object}", w + "-secret");
        places.put("deletedVaults/{name}", w + "-gone");
        places.put("locations/{location}", "local");
        places.put("providers/{namespace}", "Microsoft.KeyVault");
        places.put("operator providers/{namespace}", "Microsoft.Subscriptions.Admin");
        places.put("roleDefinitions/{role}", "acdd72a7-3385-48ef-bd42-f606fba81ae7");
        places.put("eventSubscriptions/{event}", w + "-event");
        places.put("accessPolicies/{operation}", "add");
        places.put("acquiredPlans/{acquisition}", known("acquisition"));
        places.put("offers/{name}", "key-vault");
        places.put("operator offers/{name}", "quagga-offer");
        places.put("operator plans/{name}", "quagga-plan");
        places.put("operator quotas/{name}", "quagga-quota");
        places.put("operator offerDelegations/{delegation}", "quagga-delegation");
        places.put("operator directoryTenants/{name}", w + ".test");
        places.put("users/{id}", known("alice"));
        places.put("groups/{id}", known("group"));
        places.put("members/{member}", known("alice"));
        places.put("applications/{id}", known("app"));
        places.put("servicePrincipals/{id}", known("app-principal"));
        places.put("federatedIdentityCredentials/{credential}", w + "-trust");
        places.put("softwareOathMethods/{method}", known("app-of-phone"));
        places.put("identityProviders/{provider}", w + "-provider");
        places.put("/{tenant}", known("tenant"));
        places.put("userrealm/{user}", w + "-alice@" + w + ".test");
        for (String kind : List.of("key", "secret", "certificate")) {
            places.put(kind + "s/{name}", w + "-" + kind);
            places.put(kind + "s/{version}", known("version of " + kind));
            places.put("deleted" + kind + "s/{name}", w + "-" + kind + "-gone");
        }
        places.put("issuers/{issuer}", w + "-issuer");
        places.put("certificate-authority/{file}", "ca.cer");
    }

    /// What is used up by the request itself.
    private void exceptions() {
        String w = owner.word;
        for (String kind : List.of("key", "secret", "certificate")) {
            String deleted = "/deleted" + kind + "s/{name}";
            exceptions.put("DELETE /" + kind + "s/{name} {name}", w + "-" + kind + "-doomed");
            exceptions.put("DELETE " + deleted + " {name}", w + "-" + kind + "-purged");
            exceptions.put("POST " + deleted + "/recover {name}", w + "-" + kind + "-back");
        }
        for (String word : List.of("encrypt", "decrypt", "wrapkey", "unwrapkey")) {
            exceptions.put("POST /keys/{name}/" + word + " {name}", w + "-key-rsa");
            exceptions.put("POST /keys/{name}/{version}/" + word + " {name}", w + "-key-rsa");
            exceptions.put(
                    "POST /keys/{name}/{version}/" + word + " {version}",
                    known("version of key-rsa"));
        }
        String group = "/subscriptions/{subscription}/resourceGroups/{group}";
        String vault = group + "/providers/Microsoft.KeyVault/vaults/{name}";
        exceptions.put("DELETE " + group + " {group}", w + "-spare-rg");
        exceptions.put("DELETE " + vault + " {name}", w + "-spare-vault");
        String gone =
                "/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{location}/deletedVaults/{name}";
        exceptions.put("POST " + gone + "/purge {name}", w + "-purged");
        List<String> scopes =
                List.of(
                        "/subscriptions/{subscription}",
                        group,
                        vault,
                        vault + "/{collection}/{object}");
        for (int i = 0; i < scopes.size(); i++) {
            String one =
                    scopes.get(i)
                            + "/providers/Microsoft.Authorization/roleAssignments/{assignment}";
            for (String method : List.of("GET", "PUT", "DELETE")) {
                exceptions.put(method + " " + one + " {assignment}", known("assignment-" + i));
            }
        }
        String providers = "/v1.0/identity/identityProviders";
        bodies.put("POST " + providers, "{" + provider(w + "-new-provider") + "}");
        bodies.put("PATCH " + providers + "/{provider}", "{\"clockSkewSeconds\":60}");
        bodies.put("POST " + providers + "/{provider}/getObjectId", "{\"subject\":\"x\"}");
        String[] roots = {"/{tenant}/", "/v1.0/"};
        for (int i = 0; i < roots.length; i++) {
            String root = "DELETE " + roots[i];
            exceptions.put(root + "users/{id} {id}", known("spare-user" + i));
            exceptions.put(root + "groups/{id} {id}", known("spare-group" + i));
            exceptions.put(root + "applications/{id} {id}", known("spare-app" + i));
            exceptions.put(
                    root + "servicePrincipals/{id} {id}", known("sole-app" + i + "-principal"));
        }
        String apps = " /v1.0/users/{id}/authentication/softwareOathMethods";
        exceptions.put("GET" + apps + "/{method} {id}", known("phone"));
        exceptions.put("DELETE" + apps + "/{method} {id}", known("phone"));
        exceptions.put(
                "DELETE /v1.0/applications/{id}/federatedIdentityCredentials/{credential}"
                        + " {credential}",
                w + "-spare-trust");
        exceptions.put(
                "DELETE /v1.0/identity/identityProviders/{provider} {provider}",
                w + "-spare-provider");
        exceptions.put(
                "DELETE /v1.0/groups/{id}/members/{member}/$ref {member}", known("contributor"));
        exceptions.put("POST /certificates/{name}/pending/merge {name}", w + "-certificate-merged");
        String sold =
                "/subscriptions/{subscription}/providers/Microsoft.Subscriptions/subscriptions/{target}";
        for (String method : List.of("GET", "PUT", "DELETE")) {
            exceptions.put(method + " " + sold + " {target}", known("customer"));
        }
        for (String method : List.of("PATCH", "DELETE")) {
            exceptions.put(
                    method + " /certificates/{name}/pending {name}", w + "-certificate-pending");
        }
        exceptions.put(
                "GET /subscriptions/{subscription}/providers/Microsoft.Subscriptions.Admin"
                        + "/locations/{location}/quotas/{name} {name}",
                "delegatedProviderQuota");
        String in = "/subscriptions/{subscription}/providers/";
        exceptions.put(
                "POST " + in + "Microsoft.KeyVault/unregister {subscription}", known("another"));
        for (String word : List.of("register", "unregister")) {
            exceptions.put(
                    "POST " + in + "{namespace}/" + word + " {namespace}", "Microsoft.Nothing");
        }
        exceptions.put("ADMIN DELETE " + group + " {group}", "quagga-rg");
        for (int i = 0; i < OPERATORS_ROLES.size(); i++) {
            String one =
                    scopes.get(i)
                            + "/providers/Microsoft.Authorization/roleAssignments/{assignment}";
            for (String method : List.of("GET", "PUT", "DELETE")) {
                exceptions.put(
                        "ADMIN " + method + " " + one + " {assignment}", OPERATORS_ROLES.get(i));
            }
        }
        String customers =
                "/subscriptions/{subscription}/providers/Microsoft.Subscriptions.Admin/subscriptions/{target}";
        exceptions.put("DELETE " + customers + " {target}", known("spare"));
        String tenants = group + "/providers/Microsoft.Subscriptions.Admin/directoryTenants";
        for (String method : List.of("GET", "PUT", "DELETE")) {
            for (String path : List.of(tenants, tenants + "/{name}")) {
                exceptions.put(method + " " + path + " {group}", "system.local");
            }
        }
        exceptions.put("DELETE " + tenants + "/{name} {name}", "quagga.test");
    }

    static String certificate(String issuer, String word) {
        return "{\"policy\":{\"issuer\":{\"name\":\""
                + issuer
                + "\"},\"key_props\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"exportable\":true,\"reuse_key\":false},"
                + "\"secret_props\":{\"contentType\":\"application/x-pem-file\"},"
                + "\"x509_props\":{\"subject\":\"CN="
                + word
                + "-subject\",\"validity_months\":12}}}";
    }

    static String contacts(String word) {
        return "{\"contacts\":[{\"email\":\"" + word + "-contact@" + word + ".test\"}]}";
    }

    private void armBodies() {
        String in = "/subscriptions/{subscription}";
        String group = in + "/resourceGroups/{group}";
        String vault = group + "/providers/Microsoft.KeyVault/vaults/{name}";
        String tags = "{\"tags\":{\"owner\":\"" + owner.word + "-tag\"}}";
        bodies.put("PUT " + in, Guest.request("key-vault", "Ours"));
        bodies.put("PUT " + group, "{\"location\":\"local\",\"tags\":{}}");
        bodies.put("PATCH " + group, tags);
        bodies.put("PUT " + vault, owner.vault());
        bodies.put("PATCH " + vault, tags);
        bodies.put(
                "PUT " + vault + "/accessPolicies/{operation}",
                "{\"properties\":{\"accessPolicies\":[" + owner.policy() + "]}}");
        bodies.put(
                "PUT .../providers/Microsoft.Resources/tags/default",
                "{\"properties\":" + tags + "}");
        bodies.put(
                "PATCH .../providers/Microsoft.Resources/tags/default",
                "{\"operation\":\"Merge\",\"properties\":" + tags + "}");
        bodies.put(
                "PUT .../providers/Microsoft.Authorization/roleAssignments/{assignment}",
                owner.reading());
        bodies.put(
                "PUT .../providers/Microsoft.EventGrid/eventSubscriptions/{event}", owner.event());
        bodies.put(
                "PUT .../providers/Microsoft.Subscriptions/subscriptions/{same}/acquiredPlans/{acquisition}",
                "{\"planId\":\"/plans/quagga-addon\"}");
        bodies.put(
                "PUT " + in + "/providers/Microsoft.Subscriptions/subscriptions/{target}",
                "{\"displayName\":\"Ours\"}");
        bodies.put(
                "POST " + in + "/providers/Microsoft.KeyVault/checkNameAvailability",
                "{\"name\":\"" + owner.word + "-vault\",\"type\":\"Microsoft.KeyVault/vaults\"}");
        bodies.put(
                "PUT .../providers/Keyward.Recovery/successor",
                "{\"user\":\"" + owner.word + "-alice@" + owner.word + ".test\"}");
        bodies.put(
                "POST .../providers/Keyward.Development/vaults/{vault}/export",
                "{\"passphrase\":\"" + Household.PASSWORD + "\"}");
        bodies.put("POST .../providers/Keyward.Development/time/advance", "{\"by\":\"PT1S\"}");
        bodies.put(
                "POST .../providers/Keyward.Clock/time/confirm",
                "{\"time\":\"2026-11-24T10:00:00Z\"}");
        bodies.put(
                "POST .../providers/Keyward.Integrity/vaults/{vault}/repair",
                "{\"reason\":\"a test\"}");
    }

    private void graphBodies() {
        String w = owner.word;
        String member =
                "{\"@odata.id\":\"https://graph/v1.0/directoryObjects/" + known("alice") + "\"}";
        String url = "{\"url\":\"https://graph/directoryObjects/" + known("alice") + "\"}";
        String ids = "[\"" + known("alice") + "\",\"" + known("app-principal") + "\"]";
        bodies.put("POST /{tenant}/getObjectsByObjectIds", "{\"objectIds\":" + ids + "}");
        bodies.put("POST /v1.0/directoryObjects/getByIds", "{\"ids\":" + ids + "}");
        bodies.put("POST /{tenant}/groups/{id}/$links/members", url);
        bodies.put("POST /v1.0/groups/{id}/members/$ref", member);
        String[] roots = {"/{tenant}/", "/v1.0/"};
        for (int i = 0; i < roots.length; i++) {
            String root = roots[i];
            String named = w + "-new" + i;
            bodies.put(
                    "POST " + root + "users",
                    "{\"displayName\":\"%s\",\"userPrincipalName\":\"%s@%s.test\",\"accountEnabled\":true}"
                            .formatted(named, named, w));
            bodies.put("PATCH " + root + "users/{id}", "{\"displayName\":\"" + w + "-alice\"}");
            bodies.put("POST " + root + "groups", "{\"displayName\":\"" + named + "\"}");
            bodies.put("PATCH " + root + "groups/{id}", "{\"displayName\":\"" + w + "-group\"}");
            bodies.put("PATCH " + root + "servicePrincipals/{id}", "{\"accountEnabled\":true}");
            bodies.put("POST " + root + "applications", "{\"displayName\":\"" + named + "\"}");
            bodies.put(
                    "PATCH " + root + "applications/{id}", "{\"displayName\":\"" + w + "-app\"}");
            String cer = known(i == 0 ? "cer-gone" : "cer-back");
            bodies.put("POST " + root + "applications/{id}/addKey", "{" + key(cer) + "}");
            bodies.put(
                    "POST " + root + "applications/{id}/removeKey",
                    "{\"keyId\":\"" + known("key-of-app" + i) + "\"}");
            bodies.put(
                    "POST " + root + "applications/{id}/federatedIdentityCredentials",
                    "{" + trust(named) + "}");
            bodies.put(
                    "POST " + root + "applications/{id}/removePassword",
                    "{\"keyId\":\"" + known("secret-of-app" + i) + "\"}");
            bodies.put(
                    "POST " + root + "servicePrincipals",
                    "{\"appId\":\"" + known("lone-app" + i + "-client") + "\"}");
        }
    }

    /// @param cer of a certificate, in base64
    static String key(String cer) {
        return "\"keyCredential\":{\"type\":\"AsymmetricX509Cert\",\"usage\":\"Verify\",\"key\":\""
                + cer
                + "\"}";
    }

    static String trust(String name) {
        return "\"name\":\"%1$s\",\"issuer\":\"https://issuer.example\",\"subject\":\"%1$s\",\"audiences\":[\"x\"]"
                .formatted(name);
    }

    static String provider(String name) {
        return "\"name\":\"%1$s\",\"issuers\":[\"https://%1$s.example\"],\"vaultAudiences\":[\"x\"]"
                .formatted(name);
    }

    private void dataBodies() {
        String w = owner.word;
        String signed = "\"alg\":\"ES256\",\"";
        bodies.put("POST /keys/{name}/create", EC);
        bodies.put("PUT /keys/{name}", IMPORTED);
        bodies.put("PUT /secrets/{name}", "{\"value\":\"" + w + "-value\"}");
        for (String key : List.of("/keys/{name}/", "/keys/{name}/{version}/")) {
            String wrapped = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"";
            bodies.put("POST " + key + "sign", "{" + signed + "value\":\"" + DIGEST + "\"}");
            bodies.put(
                    "POST " + key + "verify",
                    "{" + signed + "digest\":\"" + DIGEST + "\",\"value\":\"" + SIGNATURE + "\"}");
            bodies.put("POST " + key + "encrypt", wrapped + "AAAA\"}");
            bodies.put("POST " + key + "wrapkey", wrapped + "AAAA\"}");
            bodies.put("POST " + key + "decrypt", wrapped + known("ciphertext") + "\"}");
            bodies.put("POST " + key + "unwrapkey", wrapped + known("ciphertext") + "\"}");
            bodies.put("POST " + key + "release", "{\"target\":\"a.b.c\"}");
        }
        bodies.put(
                "PUT /keys/{name}/rotationpolicy",
                "{\"lifetimeActions\":[{\"trigger\":{\"timeAfterCreate\":\"P90D\"},\"action\":{\"type\":\"Rotate\"}}]}");
        bodies.put("POST /rng", "{\"count\":8}");
        for (String kind : List.of("key", "secret", "certificate")) {
            bodies.put(
                    "POST /" + kind + "s/restore",
                    "{\"value\":\"" + known("backup of " + kind) + "\"}");
        }
        bodies.put("POST /certificates/{name}/create", certificate("Self", w));
        bodies.put(
                "POST /certificates/{name}/import",
                "{\"value\":\"" + known("pem").replace("\n", "\\n") + "\"}");
        bodies.put(
                "POST /certificates/{name}/pending/merge", "{\"x5c\":[\"" + owner.signed + "\"]}");
        bodies.put("PATCH /certificates/{name}/pending", "{\"cancellation_requested\":true}");
        bodies.put("PUT /certificates/contacts", contacts(w));
        bodies.put("PUT /certificates/issuers/{issuer}", ISSUER);
        bodies.put("PATCH /certificates/issuers/{issuer}", "{\"org_details\":{\"id\":\"x\"}}");
    }

    private void operatorBodies() {
        Desk desk = owner.desk;
        String in = "/subscriptions/{subscription}/providers/Microsoft.Subscriptions.Admin/";
        String group =
                "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Subscriptions.Admin/";
        bodies.put("PUT " + group + "plans/{name}", Desk.plan(desk.quotaId("Unlimited")));
        bodies.put(
                "PUT " + group + "offers/{name}", Desk.offer("Public", desk.planId("quagga-plan")));
        String link = "{\"planName\":\"quagga-addon\",\"planLinkType\":\"Addon\"}";
        bodies.put("POST " + group + "offers/{name}/link", link);
        bodies.put("POST " + group + "offers/{name}/unlink", link);
        bodies.put(
                "PUT " + group + "offers/{name}/offerDelegations/{delegation}",
                "{\"properties\":{\"subscriptionId\":\"" + owner.subscription + "\"}}");
        bodies.put("PUT " + group + "directoryTenants/{name}", "{\"location\":\"local\"}");
        bodies.put(
                "PUT .../providers/Microsoft.KeyVault.Admin/locations/{location}/quotas/{name}",
                "{\"properties\":{\"maxVaults\":50}}");
        bodies.put(
                "PUT .../providers/Microsoft.Storage.Admin/locations/{location}/quotas/{name}",
                "{\"properties\":{\"capacityInGb\":50}}");
        bodies.put("PUT " + in + "subscriptions/{target}", "{\"displayName\":\"Ours\"}");
        bodies.put(
                "PUT " + in + "subscriptions/{target}/acquiredPlans/{acquisition}",
                "{\"planId\":\"" + desk.planId("quagga-addon") + "\"}");
        bodies.put(
                "POST " + in + "checkNameAvailability",
                "{\"name\":\"quagga-plan\",\"resourceType\":\"Microsoft.Subscriptions.Admin/plans\"}");
        String move = "{\"resources\":[\"" + desk.in(Desk.customer(owner.subscription)) + "\"]}";
        bodies.put("POST " + in + "moveSubscriptions", move);
        bodies.put("POST " + in + "validateMoveSubscriptions", move);
    }

    /// Of a client that asks for a code if somebody is signed in; nobody is.
    private static String authorization() {
        return "response_type=code&client_id=1950a258-227b-4e31-a9cf-717495945fc2&redirect_uri="
                + Stack.encode("http://localhost:8400")
                + "&scope=openid&prompt=none&code_challenge_method=S256&code_challenge="
                + DIGEST;
    }

    /// What a sign-in of somebody of the household would send, but for what only it knows.
    String form(Route route, String secret) {
        if (route.template().endsWith("/authorize")) {
            return authorization();
        }
        return route.template().endsWith("v2.0/token")
                ? "grant_type=password&client_id=1950a258-227b-4e31-a9cf-717495945fc2&scope="
                        + Stack.encode(Stack.VAULT_RESOURCE + "/.default")
                        + "&username="
                        + owner.word
                        + "-alice@"
                        + owner.word
                        + ".test&password="
                        + secret
                : "grant_type=client_credentials&client_id="
                        + owner.guest.applicationId
                        + "&client_secret="
                        + secret
                        + "&resource="
                        + Stack.encode(Stack.VAULT_RESOURCE);
    }
}
