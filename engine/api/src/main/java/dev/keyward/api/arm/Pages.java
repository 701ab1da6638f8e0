package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.WireBody;
import dev.keyward.wire.arm.ArmList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Cuts a list into pages: `$top` entries, and a `$skiptoken` that names the last one, so that
/// entries which come and go meanwhile move nothing. The token grants nothing; each page is
/// authorized anew.
public final class Pages {
    private static final int LARGEST = 1000;

    private Pages() {}

    /// @param all in the order of their keys
    /// @param key unique, compared without regard to letter case
    public static <T> ApiResponse of(
            Exchange exchange,
            List<T> all,
            Function<T, String> key,
            Function<T, ? extends WireBody> body) {
        int top = exchange.query().get("$top").map(Pages::top).orElse(LARGEST);
        String after = exchange.query().get("$skiptoken").map(Pages::decode).orElse("");
        List<T> rest =
                all.stream()
                        .filter(item ->
                                key.apply(item).toLowerCase(Locale.ROOT).compareTo(after) > 0)
                        .toList();
        List<T> page = rest.size() > top ? rest.subList(0, top) : rest;
        String next = rest.size() > top ? next(exchange, top, key.apply(page.getLast())) : null;
        return ApiResponse.json(200, new ArmList(page.stream().map(body).toList(), next).toJson());
    }

    private static int top(String text) {
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) == 0) {
            throw new VaultException(new VaultError.BadParameter("$top", "a positive number"));
        }
        return Math.min(Integer.parseInt(text), LARGEST);
    }

    private static String next(Exchange exchange, int top, String last) {
        StringBuilder link = new StringBuilder(exchange.base());
        link.append(exchange.request().path());
        link.append("?api-version=").append(encode(exchange.apiVersion()));
        Optional<String> filter = exchange.query().get("$filter");
        filter.ifPresent(text -> link.append("&$filter=").append(encode(text)));
        link.append("&$top=").append(top);
        link.append("&$skiptoken=")
                .append(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        last.toLowerCase(Locale.ROOT)
                                                .getBytes(StandardCharsets.UTF_8)));
        return link.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new VaultException(
                    new VaultError.BadParameter("$skiptoken", "one from a nextLink"));
        }
    }
}
