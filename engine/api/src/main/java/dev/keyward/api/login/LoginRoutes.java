package dev.keyward.api.login;

import dev.keyward.api.exchange.Category;
import dev.keyward.api.login.page.Pages;
import dev.keyward.api.login.page.SealedForms;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.directory.signin.IssuerKeys;
import dev.keyward.wire.login.TokenAnswer;
import java.util.ArrayList;
import java.util.List;

/// All routes of the login endpoint. The first segment is a tenant by id or domain, or one of the
/// words that mean the only one (`common`, `organizations`, `adfs`).
public final class LoginRoutes {
    private LoginRoutes() {}

    /// @param issuers the keys of other people's issuers
    /// @param forms what the forms of the pages bring back
    public static List<Route> of(Directory directory, IssuerKeys issuers, SealedForms forms) {
        List<Route> routes = new ArrayList<>(forClients(directory, issuers));
        routes.addAll(forPeople(directory, forms));
        return routes;
    }

    /// What people's browsers ask for.
    private static List<Route> forPeople(Directory directory, SealedForms forms) {
        SignInPages pages = new SignInPages(directory, forms, new Pages());
        AuthorizeEndpoint endpoint =
                new AuthorizeEndpoint(
                        directory.tenancy(),
                        new AuthorizeReader(directory, new AuthorityDocuments(directory)),
                        pages);
        DevicePages devices = new DevicePages(directory, forms, pages);
        SignOutPages out = new SignOutPages(directory, forms, pages);
        Operation signOut =
                Operation.anonymous("SignOut", Category.SIGN_IN, Cost.STORE, out::answer);
        Operation authorize1 = authorize(endpoint, TokenAnswer.Version.V1);
        Operation authorize2 = authorize(endpoint, TokenAnswer.Version.V2);
        return List.of(
                Route.get("/{tenant}/oauth2/logout", signOut),
                Route.post("/{tenant}/oauth2/logout", signOut),
                Route.get("/{tenant}/oauth2/v2.0/logout", signOut),
                Route.post("/{tenant}/oauth2/v2.0/logout", signOut),
                Route.get("/{tenant}/oauth2/authorize", authorize1),
                Route.post("/{tenant}/oauth2/authorize", authorize1),
                Route.get("/{tenant}/oauth2/v2.0/authorize", authorize2),
                Route.post("/{tenant}/oauth2/v2.0/authorize", authorize2),
                Route.get(
                        "/{tenant}" + DeviceCodeStart.PAGE,
                        Operation.anonymous(
                                "DeviceSignIn", Category.SIGN_IN, Cost.MEMORY, devices::begin)),
                Route.post(
                        "/{tenant}" + DeviceCodeStart.PAGE,
                        Operation.anonymous(
                                "DeviceSignIn", Category.SIGN_IN, Cost.STORE, devices::posted)),
                Route.get(
                        "/{tenant}" + SecurityPages.PATH,
                        Operation.anonymous(
                                "SecurityInfo",
                                Category.SIGN_IN,
                                Cost.STORE,
                                pages.security()::begin)),
                Route.post(
                        "/{tenant}" + SecurityPages.PATH,
                        Operation.anonymous(
                                "SecurityInfo",
                                Category.SIGN_IN,
                                Cost.STORE,
                                pages.security()::posted)),
                Route.post(
                        "/{tenant}/login",
                        Operation.anonymous(
                                "SignIn", Category.SIGN_IN, Cost.STORE, pages::posted)));
    }

    /// A code may be given at once, which is a change.
    private static Operation authorize(AuthorizeEndpoint endpoint, TokenAnswer.Version version) {
        return Operation.anonymous(
                "Authorize",
                Category.SIGN_IN,
                Cost.STORE,
                exchange -> endpoint.answer(exchange, version));
    }

    private static List<Route> forClients(Directory directory, IssuerKeys issuers) {
        AuthorityDocuments documents = new AuthorityDocuments(directory);
        TokenEndpoint tokens = new TokenEndpoint(directory, documents, issuers);
        Operation signIn1 = signIn(tokens, TokenAnswer.Version.V1);
        Operation signIn2 = signIn(tokens, TokenAnswer.Version.V2);
        return List.of(
                Route.post("/{tenant}/oauth2/token", signIn1),
                Route.post("/{tenant}/oauth2/v2.0/token", signIn2),
                Route.post(
                        "/{tenant}/oauth2/devicecode", deviceCode(tokens, TokenAnswer.Version.V1)),
                Route.post(
                        "/{tenant}/oauth2/v2.0/devicecode",
                        deviceCode(tokens, TokenAnswer.Version.V2)),
                Route.get(
                        "/{tenant}/.well-known/openid-configuration",
                        document("OpenIdConfigurationGet", documents::configurationV1)),
                Route.get(
                        "/{tenant}/v2.0/.well-known/openid-configuration",
                        document("OpenIdConfigurationGet", documents::configurationV2)),
                Route.get("/{tenant}/discovery/keys", keys(documents, TokenAnswer.Version.V1)),
                Route.get("/{tenant}/discovery/v2.0/keys", keys(documents, TokenAnswer.Version.V2)),
                Route.get(
                        "/common/userrealm/{user}", document("UserRealmGet", documents::userRealm)),
                Route.get(
                        "/common/discovery/instance",
                        document("InstanceDiscoveryGet", documents::instance)));
    }

    /// Passwords take long to check, so it runs where waiting is allowed.
    private static Operation signIn(TokenEndpoint tokens, TokenAnswer.Version version) {
        return Operation.anonymous(
                "SignIn",
                Category.SIGN_IN,
                Cost.STORE,
                exchange -> tokens.answer(exchange, version));
    }

    private static Operation deviceCode(TokenEndpoint tokens, TokenAnswer.Version version) {
        return Operation.anonymous(
                "DeviceCodeCreate",
                Category.SIGN_IN,
                Cost.STORE,
                exchange -> tokens.deviceCode(exchange, version));
    }

    /// The first of a tenant's keys may have to be made for it.
    private static Operation keys(AuthorityDocuments documents, TokenAnswer.Version version) {
        return Operation.anonymous(
                "SigningKeysGet",
                Category.ADMINISTRATIVE,
                Cost.STORE,
                exchange -> documents.keys(exchange, version));
    }

    private static Operation document(String name, Handler handler) {
        return Operation.anonymous(name, Category.ADMINISTRATIVE, Cost.MEMORY, handler);
    }
}
