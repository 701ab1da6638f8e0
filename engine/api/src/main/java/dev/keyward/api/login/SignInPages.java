package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.login.page.Cookies;
import dev.keyward.api.login.page.Pages;
import dev.keyward.api.login.page.SealedForms;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.sessions.BrowserSession;
import dev.keyward.directory.sessions.BrowserSessions;
import dev.keyward.directory.sessions.ClientSession;
import dev.keyward.directory.sessions.ClientSessions;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.directory.signin.Checked;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages on which people sign in, whatever for ([Errand]). All that is known of somebody on his
/// way through them goes along in the forms; there is a session once he has proved who he is.
final class SignInPages {
    /// For which a client may take its time to redeem a code.
    static final Duration CODE = Duration.ofMinutes(2);

    private static final String PASSWORD = "password";

    private final Directory directory;
    private final SealedForms forms;
    private final Pages pages;
    private final CodePages codes;
    private final SecurityPages security;

    SignInPages(Directory directory, SealedForms forms, Pages pages) {
        this.directory = directory;
        this.forms = forms;
        this.pages = pages;
        this.codes = new CodePages(directory, forms, this);
        this.security = new SecurityPages(directory, forms, this);
    }

    SecurityPages security() {
        return security;
    }

    Pages pages() {
        return pages;
    }

    /// Who is signed in in the browser already.
    Optional<BrowserSessions.Found> session(Exchange exchange, Tenant tenant) {
        return Cookies.session(exchange, tenant.id())
                .flatMap(cookie -> directory.browsers().find(cookie, tenant.id()))
                .filter(found -> directory.signIn().isComplete(found.session().who()));
    }

    /// The first page: of who is signed in already whether he goes on, else for name and password.
    ///
    /// @param hint a user name; empty for none
    ApiResponse begin(
            Exchange exchange,
            Tenant tenant,
            Errand errand,
            Optional<BrowserSessions.Found> session,
            String hint) {
        String browser = Cookies.form(exchange).orElseGet(forms::newBrowser);
        ApiResponse page =
                session.isPresent()
                        ? choice(exchange, tenant, errand, session.get(), browser)
                        : password(exchange, tenant, errand, browser, hint, 200, "");
        return Cookies.form(exchange).isPresent()
                ? page
                : page.with("Set-Cookie", Cookies.setForm(browser));
    }

    /// `POST /{tenant}/login`: what a page's form brings back.
    ApiResponse posted(Exchange exchange) {
        Optional<Tenant> tenant = directory.tenancy().tenantNamed(exchange.path("tenant"));
        if (tenant.isEmpty()) {
            return refused(exchange, "UNKNOWN_TENANT", Refusal.UNKNOWN_TENANT.text());
        }
        exchange.audit().resource(tenant.get().id());
        Optional<Form> form = Form.parse(exchange.body());
        Optional<String> browser = Cookies.form(exchange);
        if (form.isEmpty() || browser.isEmpty()) {
            return over(exchange);
        }
        try {
            return posted(exchange, tenant.get(), form.get(), browser.get());
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Throttled(Duration retryAfter)) {
                exchange.pause();
                return throttled(exchange, retryAfter);
            }
            throw refused;
        }
    }

    private ApiResponse posted(Exchange exchange, Tenant tenant, Form form, String browser) {
        Optional<HalfWay> half = codes.half(exchange, tenant, form, browser);
        if (half.isPresent()) {
            record(exchange, half.get().errand());
            return codes.posted(exchange, tenant, half.get(), form, browser);
        }
        Optional<BrowserSessions.Found> session = session(exchange, tenant);
        Optional<Errand> chosen =
                session.flatMap(found -> errand(exchange, form, browser, choosing(found)));
        Optional<Errand> errand =
                chosen.or(() -> errand(exchange, form, browser, entering(tenant)));
        if (errand.isEmpty()) {
            return over(exchange);
        }
        record(exchange, errand.get());
        return switch (form.get("action").orElse("")) {
            case "cancel" -> cancelled(exchange, errand.get());
            case "continue" ->
                    chosen.isPresent()
                            ? done(exchange, tenant, errand.get(), session.get().session())
                            : over(exchange);
            case "other" -> password(exchange, tenant, errand.get(), browser, "", 200, "");
            case "sign-in" -> signIn(exchange, tenant, errand.get(), form, browser);
            default -> over(exchange);
        };
    }

    private Optional<Errand> errand(Exchange exchange, Form form, String browser, String purpose) {
        return form.get("form")
                .flatMap(text -> forms.open(purpose, browser, text, exchange.received()))
                .map(Errand::read);
    }

    private static String entering(Tenant tenant) {
        return PASSWORD + " " + tenant.id();
    }

    /// Of this session of this person, so that nobody goes on as whom he didn't see.
    private static String choosing(BrowserSessions.Found found) {
        return "continue " + found.session().id() + " " + found.session().generation();
    }

    static void record(Exchange exchange, Errand errand) {
        exchange.audit().extra(AuditFields.Extra.CLIENT_ID, errand.client().toString());
        exchange.audit().extra(AuditFields.Extra.RESOURCE, errand.resource());
    }

    // --- name and password

    private ApiResponse signIn(
            Exchange exchange, Tenant tenant, Errand errand, Form form, String browser) {
        String name = form.get("username").orElse("").strip();
        Optional<String> password = form.get("password");
        if (name.isEmpty() || password.isEmpty()) {
            return password(
                    exchange, tenant, errand, browser, name, 400, "Enter user name and password.");
        }
        exchange.audit().extra(AuditFields.Extra.USER, name);
        try (SecretBytes secret = SecretBytes.ofUtf8(password.get())) {
            Checked<SignedIn> checked =
                    directory
                            .signIn()
                            .person(
                                    tenant.id(),
                                    name,
                                    secret,
                                    new SignIn.Attempt(
                                            exchange.request().peer(),
                                            exchange::isAbandoned,
                                            Refusal.BAD_USER.evidence(exchange)));
            return switch (checked) {
                case Checked.Right<SignedIn>(SignedIn who) -> {
                    if (directory.signIn().isComplete(who)) {
                        yield proven(exchange, tenant, errand, who);
                    }
                    exchange.audit()
                            .extra(
                                    AuditFields.Extra.REASON,
                                    SignInResult.Reason.SECOND_FACTOR.name());
                    yield codes.ask(exchange, tenant, new HalfWay(who, errand), browser, 200, "");
                }
                case Checked.Refused<SignedIn>(SignInResult.Reason reason) -> {
                    exchange.audit().extra(AuditFields.Extra.REASON, reason.name());
                    yield password(exchange, tenant, errand, browser, name, 400, words(reason));
                }
                case Checked.Throttled<SignedIn>(Duration retryAfter) ->
                        throttled(exchange, retryAfter);
            };
        }
    }

    /// The same words for a name that doesn't exist and a wrong password.
    private static String words(SignInResult.Reason reason) {
        return switch (reason) {
            case LOCKED ->
                    "There were too many wrong passwords for this name. Try again in 15 minutes.";
            case DISABLED -> "This account is disabled. Ask your administrator.";
            default -> "User name or password is wrong.";
        };
    }

    /// Somebody has shown all that he has to show.
    ApiResponse proven(Exchange exchange, Tenant tenant, Errand errand, SignedIn who) {
        exchange.audit().extra(AuditFields.Extra.TARGET, who.user().value());
        BrowserSessions.Begun begun =
                directory.browsers().begin(who, Cookies.session(exchange, tenant.id()));
        try (SecretBytes cookie = begun.cookie()) {
            return done(exchange, tenant, errand, begun.session())
                    .with(
                            "Set-Cookie",
                            Cookies.setSession(tenant.id(), cookie.toUtf8(SecretAccess.request())));
        }
    }

    // --- what was signed in for

    ApiResponse done(Exchange exchange, Tenant tenant, Errand errand, BrowserSession session) {
        exchange.audit().extra(AuditFields.Extra.TARGET, session.user().value());
        return switch (errand) {
            case AuthorizeRequest request -> code(exchange, tenant, request, session);
            case DeviceErrand device -> approval(exchange, tenant, device, session);
            case SecurityErrand _ -> security.show(exchange, tenant, session);
        };
    }

    private ApiResponse code(
            Exchange exchange, Tenant tenant, AuthorizeRequest request, BrowserSession session) {
        boolean stands =
                directory
                        .signIn()
                        .platform(
                                tenant.id(),
                                request.client(),
                                request.reply().uri(),
                                exchange.endpoints().login())
                        .isPresent();
        if (!stands) {
            return over(exchange);
        }
        ClientSessions.Begun begun =
                directory
                        .sessions()
                        .begin(
                                session.who(),
                                request.client(),
                                request.resource(),
                                new ClientSession.Code(
                                        request.reply().uri().toString(),
                                        request.challenge(),
                                        request.scope(),
                                        request.nonce(),
                                        exchange.received()
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .plus(CODE)));
        try (SecretBytes code = begun.token()) {
            return request.reply().with(Map.of("code", code.toUtf8(SecretAccess.request())), pages);
        }
    }

    /// Of a device that waits: who signs in for it has to see which one it is.
    private ApiResponse approval(
            Exchange exchange, Tenant tenant, DeviceErrand device, BrowserSession session) {
        Optional<String> browser = Cookies.form(exchange);
        Optional<Principal.User> user =
                directory.principals().user(tenant.id(), session.user(), session.at());
        if (browser.isEmpty() || user.isEmpty()) {
            return over(exchange);
        }
        Map<String, Object> values = values(exchange, tenant, device);
        values.put("title", "Sign in on a device?");
        values.put("username", user.get().principalName());
        values.put("address", device.address());
        values.put(
                "action",
                "/" + AuthorityDocuments.segment(exchange, tenant) + DeviceCodeStart.PAGE);
        values.put("form", sealed(exchange, deciding(session), browser.get(), device));
        return pages.show(200, Pages.Page.APPROVE, values, null);
    }

    /// In this session, so that nobody approves as whom he didn't see.
    static String deciding(BrowserSession session) {
        return "device " + session.id() + " " + session.generation();
    }

    ApiResponse cancelled(Exchange exchange, Errand errand) {
        exchange.audit().extra(AuditFields.Extra.REASON, "access_denied");
        return switch (errand) {
            case AuthorizeRequest request ->
                    request.reply()
                            .refused(
                                    "access_denied",
                                    "AADSTS65004: The person cancelled the sign-in.",
                                    pages);
            case DeviceErrand _ ->
                    message(
                            200,
                            "Cancelled",
                            "The device wasn't signed in. You can close this page.",
                            "");
            case SecurityErrand _ -> message(200, "Cancelled", "You can close this page.", "");
        };
    }

    // --- pages

    /// @param error empty for none
    private ApiResponse password(
            Exchange exchange,
            Tenant tenant,
            Errand errand,
            String browser,
            String username,
            int status,
            String error) {
        Map<String, Object> values = values(exchange, tenant, errand);
        values.put("title", "Sign in");
        values.put("username", username);
        values.put("error", error);
        values.put("form", sealed(exchange, entering(tenant), browser, errand));
        return pages.show(status, Pages.Page.SIGN_IN, values, formTarget(errand));
    }

    private ApiResponse choice(
            Exchange exchange,
            Tenant tenant,
            Errand errand,
            BrowserSessions.Found session,
            String browser) {
        Map<String, Object> values = values(exchange, tenant, errand);
        values.put("title", "Choose an account");
        values.put("username", session.user().principalName());
        values.put("name", session.user().displayName());
        values.put("form", sealed(exchange, choosing(session), browser, errand));
        return pages.show(200, Pages.Page.CONTINUE, values, formTarget(errand));
    }

    private String sealed(Exchange exchange, String purpose, String browser, Errand errand) {
        return forms.seal(purpose, browser, Errand.written(errand), exchange.received());
    }

    static Map<String, Object> values(Exchange exchange, Tenant tenant, Errand errand) {
        Map<String, Object> values = new HashMap<>();
        values.put("application", errand.application());
        values.put("resource", errand.resource());
        values.put("domain", tenant.domain());
        values.put("action", "/" + AuthorityDocuments.segment(exchange, tenant) + "/login");
        return values;
    }

    static @Nullable String formTarget(Errand errand) {
        return switch (errand) {
            case AuthorizeRequest request -> request.reply().formTarget();
            case DeviceErrand _, SecurityErrand _ -> null;
        };
    }

    /// Of a request that nobody can be sent back with.
    ApiResponse refused(Exchange exchange, String reason, String description) {
        exchange.audit().extra(AuditFields.Extra.REASON, reason);
        return message(
                400,
                "Sign-in isn't possible",
                description,
                "Request " + exchange.requestId() + ", " + exchange.received());
    }

    ApiResponse over(Exchange exchange) {
        exchange.audit().extra(AuditFields.Extra.REASON, "FORM_OVER");
        return message(
                400,
                "This page is over",
                "Too much time has passed, or it was opened in another browser. Go back to the"
                        + " application and sign in again.",
                "");
    }

    ApiResponse throttled(Exchange exchange, Duration retryAfter) {
        exchange.audit().extra(AuditFields.Extra.REASON, "THROTTLED");
        long seconds = Math.max(1, retryAfter.toSeconds());
        return message(
                        429,
                        "Too many attempts",
                        "There were too many attempts to sign in. Wait "
                                + seconds
                                + " seconds, then go back and try again.",
                        "")
                .with("Retry-After", Long.toString(seconds));
    }

    ApiResponse message(int status, String title, String message, String detail) {
        return pages.show(
                status,
                Pages.Page.MESSAGE,
                Map.of(
                        "title", title,
                        "role", "alert",
                        "message", message,
                        "detail", detail,
                        "domain", ""),
                null);
    }
}
