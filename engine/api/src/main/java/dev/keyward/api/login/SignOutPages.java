package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.login.page.Cookies;
import dev.keyward.api.login.page.Pages;
import dev.keyward.api.login.page.SealedForms;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.RedirectUri;
import dev.keyward.directory.sessions.BrowserSession;
import dev.keyward.directory.sessions.BrowserSessions;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.Guids;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/{tenant}/oauth2/logout` (OpenID Connect RP-Initiated Logout 1.0): ends a browser's session and
/// whatever was signed in to in it. Always asks, since any page may send a browser here.
final class SignOutPages {
    private final Directory directory;
    private final SealedForms forms;
    private final SignInPages pages;

    SignOutPages(Directory directory, SealedForms forms, SignInPages pages) {
        this.directory = directory;
        this.forms = forms;
        this.pages = pages;
    }

    /// Where the browser goes afterwards: to nobody but a client that may have people sent back.
    ///
    /// @param uri null for nowhere
    private record Then(@Nullable RedirectUri uri, @Nullable String state) {
        static final Then NOWHERE = new Then(null, null);

        byte[] written() {
            return CanonicalWriter.of("signed-out", 1)
                    .text(uri == null ? null : uri.toString())
                    .text(state)
                    .toBytes();
        }

        static Then read(byte[] bytes) {
            return CanonicalReader.read(
                    bytes,
                    "signed-out",
                    in -> {
                        in.expectFormat(1);
                        String uri = in.optionalText();
                        return new Then(
                                uri == null ? null : RedirectUri.parse(uri).orElse(null),
                                in.optionalText());
                    });
        }

        String target() {
            return state == null
                    ? String.valueOf(uri)
                    : uri
                            + (String.valueOf(uri).indexOf('?') < 0 ? "?" : "&")
                            + "state="
                            + URLEncoder.encode(state, StandardCharsets.UTF_8);
        }
    }

    ApiResponse answer(Exchange exchange) {
        Optional<Tenant> tenant = directory.tenancy().tenantNamed(exchange.path("tenant"));
        Optional<Function<String, Optional<String>>> parameters =
                AuthorizeEndpoint.parameters(exchange);
        if (tenant.isEmpty() || parameters.isEmpty()) {
            Refusal refusal = tenant.isEmpty() ? Refusal.UNKNOWN_TENANT : Refusal.MALFORMED;
            return pages.refused(exchange, refusal.name(), refusal.text());
        }
        exchange.audit().resource(tenant.get().id());
        Optional<BrowserSessions.Found> session =
                Cookies.session(exchange, tenant.get().id())
                        .flatMap(cookie -> directory.browsers().find(cookie, tenant.get().id()));
        Optional<String> form = parameters.get().apply("form");
        if (form.isPresent()) {
            return posted(exchange, tenant.get(), session, form.get());
        }
        Then then = then(exchange, tenant.get(), parameters.get());
        return session.isPresent()
                ? ask(exchange, tenant.get(), session.get(), then)
                : ended(tenant.get(), then);
    }

    private Then then(
            Exchange exchange, Tenant tenant, Function<String, Optional<String>> parameters) {
        Optional<RedirectUri> uri =
                parameters.apply("post_logout_redirect_uri").flatMap(RedirectUri::parse);
        Optional<UUID> client =
                parameters.apply("client_id").filter(Guids::isGuid).map(UUID::fromString);
        boolean known =
                uri.isPresent()
                        && client.isPresent()
                        && directory
                                .signIn()
                                .platform(
                                        tenant.id(),
                                        client.get(),
                                        uri.get(),
                                        exchange.endpoints().login())
                                .isPresent();
        return known ? new Then(uri.get(), parameters.apply("state").orElse(null)) : Then.NOWHERE;
    }

    private ApiResponse ask(
            Exchange exchange, Tenant tenant, BrowserSessions.Found session, Then then) {
        String browser = Cookies.form(exchange).orElseGet(forms::newBrowser);
        Map<String, Object> values = new HashMap<>();
        values.put("title", "Sign out?");
        values.put("domain", tenant.domain());
        values.put("username", session.user().principalName());
        values.put("action", exchange.request().path());
        values.put(
                "form",
                forms.seal(
                        purpose(session.session()), browser, then.written(), exchange.received()));
        ApiResponse page =
                pages.pages()
                        .show(
                                200,
                                Pages.Page.SIGN_OUT,
                                values,
                                then.uri() == null ? null : ReplyTo.formTarget(then.uri()));
        return Cookies.form(exchange).isPresent()
                ? page
                : page.with("Set-Cookie", Cookies.setForm(browser));
    }

    private ApiResponse posted(
            Exchange exchange,
            Tenant tenant,
            Optional<BrowserSessions.Found> session,
            String form) {
        Optional<String> browser = Cookies.form(exchange);
        if (session.isEmpty() || browser.isEmpty()) {
            return pages.over(exchange);
        }
        BrowserSession ending = session.get().session();
        Optional<Then> then =
                forms.open(purpose(ending), browser.get(), form, exchange.received())
                        .map(Then::read);
        if (then.isEmpty()) {
            return pages.over(exchange);
        }
        exchange.audit().extra(AuditFields.Extra.TARGET, ending.user().value());
        directory.browsers().end(ending);
        return ended(tenant, then.get()).with("Set-Cookie", Cookies.clearSession(tenant.id()));
    }

    private ApiResponse ended(Tenant tenant, Then then) {
        return then.uri() == null
                ? pages.message(
                        200, "Signed out", "You are signed out of " + tenant.domain() + ".", "")
                : ReplyTo.redirect(then.target());
    }

    private static String purpose(BrowserSession session) {
        return "sign out " + session.id() + " " + session.generation();
    }
}
