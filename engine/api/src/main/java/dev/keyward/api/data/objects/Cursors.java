package dev.keyward.api.data.objects;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.Listing;
import dev.keyward.wire.Base64Url;
import dev.keyward.wire.ListPage;
import dev.keyward.wire.WireBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Paging of lists (data-plane-common.md, section 6). A continuation token is the place where the
/// next page starts with a MAC, good for this vault, caller and list alone.
public final class Cursors {
    private static final int LARGEST_PAGE = 25;
    private static final String TOKEN = "$skiptoken";

    /// Of certificates; the next page is asked for the same way.
    public static final String PENDING = "includePending";

    private final Hmac mac;

    public Cursors(Hmac mac) {
        this.mac = mac;
    }

    /// What a request asks for.
    ///
    /// @param after empty for the first page
    public record Wanted(String after, int limit) {}

    /// @param path of the list, such as `/secrets`; also in continuation links
    /// @throws VaultException with `BadParameter`
    public Wanted wanted(Exchange exchange, String path) {
        int limit = exchange.query().get("maxresults").map(Cursors::limit).orElse(LARGEST_PAGE);
        String after =
                exchange.query().get(TOKEN).map(token -> open(exchange, path, token)).orElse("");
        return new Wanted(after, limit);
    }

    private static int limit(String text) {
        if (text.length() <= 2 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int limit = text.isEmpty() ? 0 : Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_PAGE) {
                return limit;
            }
        }
        throw new VaultException(new VaultError.BadParameter("maxresults", "from 1 to 25"));
    }

    public <T, W extends WireBody> ListPage<W> page(
            Exchange exchange, String path, int limit, Listing<T> listing, Function<T, W> item) {
        return new ListPage<>(
                listing.items().stream().map(item).toList(),
                link(exchange, path, limit, listing.next()));
    }

    private @Nullable String link(
            Exchange exchange, String path, int limit, @Nullable String next) {
        return next == null
                ? null
                : exchange.endpoints().vault(exchange.vault())
                        + path
                        + "?api-version="
                        + exchange.apiVersion()
                        + "&"
                        + TOKEN
                        + "="
                        + seal(exchange, path, next)
                        + "&maxresults="
                        + limit
                        + exchange.query()
                                .get(PENDING)
                                .filter("true"::equalsIgnoreCase)
                                .map(_ -> "&" + PENDING + "=true")
                                .orElse("");
    }

    private String seal(Exchange exchange, String path, String next) {
        byte[] place = next.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(place, place.length + Hmac.LENGTH);
        System.arraycopy(mac.of(bound(exchange, path, next)), 0, token, place.length, Hmac.LENGTH);
        return Base64Url.encode(token);
    }

    private String open(Exchange exchange, String path, String token) {
        byte[] bytes = Base64Url.decode(token).orElse(new byte[0]);
        if (bytes.length > Hmac.LENGTH) {
            int length = bytes.length - Hmac.LENGTH;
            String place = new String(bytes, 0, length, StandardCharsets.UTF_8);
            if (mac.matches(
                    bound(exchange, path, place),
                    Arrays.copyOfRange(bytes, length, bytes.length))) {
                return place;
            }
        }
        throw new VaultException(
                new VaultError.BadParameter(TOKEN, "a token that this list gave to this caller"));
    }

    private static byte[] bound(Exchange exchange, String path, String place) {
        return CanonicalWriter.of("cursor", 1)
                .uuid(exchange.vault().id().value())
                .uuid(exchange.caller().tenant().value())
                .text(exchange.caller().objectId().value())
                .uuid(exchange.caller().client())
                .text(path)
                .text(place)
                .toBytes();
    }
}
