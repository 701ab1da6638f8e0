package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.login.page.Cookies;
import dev.keyward.api.login.page.Pages;
import dev.keyward.api.login.page.SealedForms;
import dev.keyward.crypto.sealing.TimedCode;
import dev.keyward.directory.Directory;
import dev.keyward.directory.factors.CodeApp;
import dev.keyward.directory.factors.SecondFactors;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.sessions.BrowserSession;
import dev.keyward.directory.sessions.BrowserSessions;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.directory.signin.Checked;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.SecretBytes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `/{tenant}/security`: where a person adds an app for codes, or removes it.
final class SecurityPages {
    static final String PATH = "/security";

    private final Directory directory;
    private final SecondFactors factors;
    private final SealedForms forms;
    private final SignInPages signIn;

    SecurityPages(Directory directory, SealedForms forms, SignInPages signIn) {
        this.directory = directory;
        this.factors = directory.secondFactors();
        this.forms = forms;
        this.signIn = signIn;
    }

    /// The page, or that of signing in first.
    ApiResponse begin(Exchange exchange) {
        Optional<Tenant> tenant = directory.tenancy().tenantNamed(exchange.path("tenant"));
        if (tenant.isEmpty()) {
            return signIn.refused(
                    exchange, Refusal.UNKNOWN_TENANT.name(), Refusal.UNKNOWN_TENANT.text());
        }
        exchange.audit().resource(tenant.get().id());
        Optional<BrowserSessions.Found> session = signIn.session(exchange, tenant.get());
        return session.isPresent() && Cookies.form(exchange).isPresent()
                ? show(exchange, tenant.get(), session.get().session())
                : signIn.begin(exchange, tenant.get(), new SecurityErrand(), session, "");
    }

    ApiResponse posted(Exchange exchange) {
        Optional<Tenant> tenant = directory.tenancy().tenantNamed(exchange.path("tenant"));
        Optional<Form> form = Form.parse(exchange.body());
        Optional<String> browser = Cookies.form(exchange);
        if (tenant.isEmpty() || form.isEmpty() || browser.isEmpty()) {
            return signIn.over(exchange);
        }
        exchange.audit().resource(tenant.get().id());
        Optional<BrowserSession> session =
                signIn.session(exchange, tenant.get())
                        .map(BrowserSessions.Found::session)
                        .filter(found ->
                                form.get()
                                        .get("form")
                                        .flatMap(text ->
                                                forms.open(
                                                        purpose(found),
                                                        browser.get(),
                                                        text,
                                                        exchange.received()))
                                        .isPresent());
        if (session.isEmpty()) {
            return signIn.over(exchange);
        }
        exchange.audit().extra(AuditFields.Extra.TARGET, session.get().user().value());
        String code = form.get().get("code").orElse("");
        return switch (form.get().get("action").orElse("")) {
            case "confirm" -> confirm(exchange, tenant.get(), session.get(), code);
            case "remove" -> remove(exchange, tenant.get(), session.get(), code);
            default -> signIn.over(exchange);
        };
    }

    private ApiResponse confirm(
            Exchange exchange, Tenant tenant, BrowserSession session, String code) {
        return factors.confirm(session.user(), code, exchange.evidence(200))
                ? ended("The app was added. From now on you need a code of it to sign in.")
                : wrong(exchange, tenant, session, SignInResult.Reason.BAD_CODE);
    }

    /// A code is needed for it, not only an open browser.
    private ApiResponse remove(
            Exchange exchange, Tenant tenant, BrowserSession session, String code) {
        Optional<CodeApp> app = factors.app(session.user());
        if (app.isEmpty()) {
            return signIn.over(exchange);
        }
        SignIn.Attempt attempt =
                new SignIn.Attempt(
                        exchange.request().peer(),
                        exchange::isAbandoned,
                        Refusal.BAD_CODE.evidence(exchange));
        return switch (directory.signIn().code(session.who(), code, attempt)) {
            case Checked.Right<SignedIn> _ -> {
                factors.app(session.user())
                        .ifPresent(now -> factors.remove(now, exchange.evidence(200)));
                yield ended("The app was removed. Your password is enough now.");
            }
            case Checked.Refused<SignedIn>(SignInResult.Reason reason) ->
                    wrong(exchange, tenant, session, reason);
            case Checked.Throttled<SignedIn>(Duration retryAfter) ->
                    signIn.throttled(exchange, retryAfter);
        };
    }

    private ApiResponse ended(String what) {
        return signIn.message(200, "How you sign in", what, "");
    }

    private ApiResponse wrong(
            Exchange exchange, Tenant tenant, BrowserSession session, SignInResult.Reason reason) {
        exchange.audit().extra(AuditFields.Extra.REASON, reason.name());
        return show(exchange, tenant, session, 400, CodePages.words(reason));
    }

    ApiResponse show(Exchange exchange, Tenant tenant, BrowserSession session) {
        return show(exchange, tenant, session, 200, "");
    }

    private ApiResponse show(
            Exchange exchange, Tenant tenant, BrowserSession session, int status, String error) {
        Optional<String> browser = Cookies.form(exchange);
        Optional<Principal.User> user =
                directory.principals().user(tenant.id(), session.user(), session.at());
        if (browser.isEmpty() || user.isEmpty()) {
            return signIn.over(exchange);
        }
        Map<String, Object> values = new HashMap<>();
        values.put("title", "How you sign in");
        values.put("domain", tenant.domain());
        values.put("username", user.get().principalName());
        values.put("error", error);
        values.put("done", "");
        values.put("action", "/" + AuthorityDocuments.segment(exchange, tenant) + PATH);
        values.put(
                "form",
                forms.seal(purpose(session), browser.get(), new byte[0], exchange.received()));
        Optional<CodeApp> app = factors.app(session.user());
        values.put("since", app.map(found -> found.since().toString()).orElse(""));
        values.put("secret", "");
        values.put("link", "");
        if (app.isEmpty()) {
            // After a wrong code the same: it's in the person's app already.
            CodeApp begun =
                    (error.isEmpty() ? Optional.<CodeApp>empty() : factors.begun(session.user()))
                            .orElseGet(() -> factors.begin(user.get()));
            offer(tenant, user.get(), begun, values);
        }
        return signIn.pages().show(status, Pages.Page.SECURITY, values, null);
    }

    private void offer(
            Tenant tenant, Principal.User user, CodeApp app, Map<String, Object> values) {
        try (SecretBytes secret = factors.secret(app)) {
            String typed = TimedCode.typed(secret);
            values.put("secret", typed.replaceAll("(.{4})(?=.)", "$1 "));
            // As the common apps read it (github.com/google/google-authenticator, Key Uri Format).
            values.put(
                    "link",
                    "otpauth://totp/"
                            + part("Keyward")
                            + ":"
                            + part(user.principalName())
                            + "?secret="
                            + typed
                            + "&issuer="
                            + part("Keyward " + tenant.domain()));
        }
    }

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String purpose(BrowserSession session) {
        return "security " + session.id() + " " + session.generation();
    }
}
