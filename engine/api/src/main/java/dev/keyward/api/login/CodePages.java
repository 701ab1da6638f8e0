package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.login.page.Pages;
import dev.keyward.api.login.page.SealedForms;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.directory.signin.Checked;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tenancy.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The page behind that of the password, for people who have an app for codes.
final class CodePages {
    private final Directory directory;
    private final SealedForms forms;
    private final SignInPages signIn;

    CodePages(Directory directory, SealedForms forms, SignInPages signIn) {
        this.directory = directory;
        this.forms = forms;
        this.signIn = signIn;
    }

    /// Asks for a code.
    ///
    /// @param error empty for none
    ApiResponse ask(
            Exchange exchange,
            Tenant tenant,
            HalfWay half,
            String browser,
            int status,
            String error) {
        Optional<Principal.User> user =
                directory.principals().user(tenant.id(), half.who().user(), half.who().at());
        if (user.isEmpty()) {
            return signIn.over(exchange);
        }
        Map<String, Object> values = SignInPages.values(exchange, tenant, half.errand());
        values.put("title", "Enter a code");
        values.put("username", user.get().principalName());
        values.put("error", error);
        values.put(
                "form", forms.seal(purpose(tenant), browser, half.written(), exchange.received()));
        return signIn.pages()
                .show(status, Pages.Page.CODE, values, SignInPages.formTarget(half.errand()));
    }

    /// What the form of this page brings back; empty for another page's.
    Optional<HalfWay> half(Exchange exchange, Tenant tenant, Form form, String browser) {
        return form.get("form")
                .flatMap(text -> forms.open(purpose(tenant), browser, text, exchange.received()))
                .map(HalfWay::read);
    }

    private static String purpose(Tenant tenant) {
        return "code " + tenant.id();
    }

    ApiResponse posted(Exchange exchange, Tenant tenant, HalfWay half, Form form, String browser) {
        exchange.audit().extra(AuditFields.Extra.TARGET, half.who().user().value());
        return switch (form.get("action").orElse("")) {
            case "cancel" -> signIn.cancelled(exchange, half.errand());
            case "code" -> checked(exchange, tenant, half, form.get("code").orElse(""), browser);
            default -> signIn.over(exchange);
        };
    }

    private ApiResponse checked(
            Exchange exchange, Tenant tenant, HalfWay half, String code, String browser) {
        if (directory
                .principals()
                .user(tenant.id(), half.who().user(), half.who().at())
                .isEmpty()) {
            return signIn.over(exchange);
        }
        Checked<SignedIn> checked =
                directory
                        .signIn()
                        .code(
                                half.who(),
                                code,
                                new SignIn.Attempt(
                                        exchange.request().peer(),
                                        exchange::isAbandoned,
                                        Refusal.BAD_CODE.evidence(exchange)));
        return switch (checked) {
            case Checked.Right<SignedIn>(SignedIn who) ->
                    signIn.proven(exchange, tenant, half.errand(), who);
            case Checked.Refused<SignedIn>(SignInResult.Reason reason) -> {
                exchange.audit().extra(AuditFields.Extra.REASON, reason.name());
                yield ask(exchange, tenant, half, browser, 400, words(reason));
            }
            case Checked.Throttled<SignedIn>(Duration retryAfter) ->
                    signIn.throttled(exchange, retryAfter);
        };
    }

    static String words(SignInResult.Reason reason) {
        return reason == SignInResult.Reason.LOCKED
                ? "There were too many wrong codes. Try again in 15 minutes."
                : "The code is wrong, or was used before. Type the one that the app shows now.";
    }
}
