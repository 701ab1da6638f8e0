package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.login.page.Cookies;
import dev.keyward.api.login.page.Pages;
import dev.keyward.api.login.page.SealedForms;
import dev.keyward.directory.Directory;
import dev.keyward.directory.sessions.BrowserSessions;
import dev.keyward.directory.signin.DeviceRequest;
import dev.keyward.directory.signin.DeviceRequests;
import dev.keyward.directory.tenancy.Tenant;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `/{tenant}/oauth2/deviceauth`: where people type the code that a device shows, sign in, and say
/// whether the device may be signed in as them (RFC 8628 3.3).
final class DevicePages {
    private final Directory directory;
    private final SealedForms forms;
    private final SignInPages signIn;

    DevicePages(Directory directory, SealedForms forms, SignInPages signIn) {
        this.directory = directory;
        this.forms = forms;
        this.signIn = signIn;
    }

    /// The page that the device names.
    ApiResponse begin(Exchange exchange) {
        Optional<Tenant> tenant = directory.tenancy().tenantNamed(exchange.path("tenant"));
        if (tenant.isEmpty()) {
            return unknownTenant(exchange);
        }
        exchange.audit().resource(tenant.get().id());
        String browser = Cookies.form(exchange).orElseGet(forms::newBrowser);
        ApiResponse page = code(exchange, tenant.get(), browser, 200, "");
        return Cookies.form(exchange).isPresent()
                ? page
                : page.with("Set-Cookie", Cookies.setForm(browser));
    }

    /// A code, or what was decided.
    ApiResponse posted(Exchange exchange) {
        Optional<Tenant> tenant = directory.tenancy().tenantNamed(exchange.path("tenant"));
        if (tenant.isEmpty()) {
            return unknownTenant(exchange);
        }
        exchange.audit().resource(tenant.get().id());
        Optional<Form> form = Form.parse(exchange.body());
        Optional<String> browser = Cookies.form(exchange);
        if (form.isEmpty() || browser.isEmpty()) {
            return signIn.over(exchange);
        }
        return switch (form.get().get("action").orElse("")) {
            case "next" -> typed(exchange, tenant.get(), form.get(), browser.get());
            case "approve" -> decided(exchange, tenant.get(), form.get(), browser.get(), true);
            case "deny" -> decided(exchange, tenant.get(), form.get(), browser.get(), false);
            default -> signIn.over(exchange);
        };
    }

    private ApiResponse typed(Exchange exchange, Tenant tenant, Form form, String browser) {
        boolean ours =
                form.get("form")
                        .flatMap(text ->
                                forms.open(typing(tenant), browser, text, exchange.received()))
                        .isPresent();
        if (!ours) {
            return signIn.over(exchange);
        }
        return switch (directory
                .devices()
                .typed(
                        form.get("user_code").orElse(""),
                        tenant.id(),
                        exchange.request().peer(),
                        browser)) {
            case DeviceRequests.Typed.Right(DeviceRequest request) ->
                    signIn.begin(
                            exchange,
                            tenant,
                            errand(tenant, request),
                            signIn.session(exchange, tenant),
                            "");
            case DeviceRequests.Typed.Wrong _ -> {
                exchange.audit().extra(AuditFields.Extra.REASON, "USER_CODE");
                yield code(
                        exchange,
                        tenant,
                        browser,
                        400,
                        "No device waits with this code. Look at the device and type the code"
                                + " again; it is good for 15 minutes.");
            }
            case DeviceRequests.Typed.Throttled(Duration retryAfter) ->
                    signIn.throttled(exchange, retryAfter);
        };
    }

    private DeviceErrand errand(Tenant tenant, DeviceRequest request) {
        DeviceRequest.Wish wish = request.wish();
        return new DeviceErrand(
                request.id(),
                wish.client(),
                AuthorizeReader.name(directory, tenant.id(), wish.client())
                        .orElseGet(() -> wish.client().toString()),
                wish.audience(),
                request.address());
    }

    private ApiResponse decided(
            Exchange exchange, Tenant tenant, Form form, String browser, boolean approves) {
        Optional<BrowserSessions.Found> session = signIn.session(exchange, tenant);
        Optional<DeviceErrand> errand =
                session.flatMap(found ->
                                form.get("form")
                                        .flatMap(text ->
                                                forms.open(
                                                        SignInPages.deciding(found.session()),
                                                        browser,
                                                        text,
                                                        exchange.received())))
                        .map(Errand::read)
                        .flatMap(read ->
                                read instanceof DeviceErrand device
                                        ? Optional.of(device)
                                        : Optional.empty());
        if (errand.isEmpty()) {
            return signIn.over(exchange);
        }
        SignInPages.record(exchange, errand.get());
        exchange.audit().extra(AuditFields.Extra.USER, session.get().user().principalName());
        exchange.audit().extra(AuditFields.Extra.TARGET, session.get().user().id().value());
        boolean done =
                approves
                        ? directory
                                .devices()
                                .approve(errand.get().request(), session.get().session().who())
                        : directory.devices().decline(errand.get().request());
        if (!done) {
            return signIn.over(exchange);
        }
        if (!approves) {
            exchange.audit().extra(AuditFields.Extra.REASON, "DEVICE_DECLINED");
            return signIn.message(
                    200, "Denied", "The device wasn't signed in. You can close this page.", "");
        }
        return signIn.message(
                200,
                "The device is signed in",
                errand.get().application() + " goes on by itself. You can close this page.",
                "");
    }

    /// @param error empty for none
    private ApiResponse code(
            Exchange exchange, Tenant tenant, String browser, int status, String error) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", "Sign in on a device");
        values.put("domain", tenant.domain());
        values.put("error", error);
        values.put(
                "action",
                "/" + AuthorityDocuments.segment(exchange, tenant) + DeviceCodeStart.PAGE);
        values.put("form", forms.seal(typing(tenant), browser, new byte[0], exchange.received()));
        return signIn.pages().show(status, Pages.Page.DEVICE, values, null);
    }

    private static String typing(Tenant tenant) {
        return "device-code " + tenant.id();
    }

    private ApiResponse unknownTenant(Exchange exchange) {
        return signIn.refused(exchange, "UNKNOWN_TENANT", Refusal.UNKNOWN_TENANT.text());
    }
}
