package dev.keyward.api.login.page;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Cookies of the login endpoint: of this host alone and never in clear (`__Host-`, RFC 6265bis
/// 4.1.3), out of reach of scripts, and not sent along when another site's page posts here.
public final class Cookies {
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

    /// Of the browser that a page's form was made for.
    private static final String FORM = "__Host-keyward-form";

    private static final Pattern FORM_VALUE = Pattern.compile("[A-Za-z0-9_-]{22}");

    private Cookies() {}

    /// The browser that forms were made for before.
    public static Optional<String> form(Exchange exchange) {
        return get(exchange, FORM).filter(value -> FORM_VALUE.matcher(value).matches());
    }

    /// @param value 22 characters of base64url
    public static String setForm(String value) {
        return FORM + "=" + value + ATTRIBUTES;
    }

    /// What stands for a browser's session with the tenant; nothing of it is believed yet.
    public static Optional<String> session(Exchange exchange, TenantId tenant) {
        return get(exchange, session(tenant));
    }

    /// Gone when the browser is closed.
    public static String setSession(TenantId tenant, String value) {
        return session(tenant) + "=" + value + ATTRIBUTES;
    }

    public static String clearSession(TenantId tenant) {
        return session(tenant) + "=; Max-Age=0" + ATTRIBUTES;
    }

    private static String session(TenantId tenant) {
        return "__Host-keyward-" + tenant;
    }

    /// @return empty also if it is there twice
    private static Optional<String> get(Exchange exchange, String name) {
        List<String> headers = exchange.request().headers().getOrDefault("cookie", List.of());
        String start = name + "=";
        List<String> found =
                headers.stream()
                        .flatMap(header -> List.of(header.split(";")).stream())
                        .map(String::trim)
                        .filter(pair -> pair.startsWith(start))
                        .map(pair -> pair.substring(start.length()))
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
