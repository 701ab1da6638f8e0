package dev.keyward.api.login.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.model.Bug;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fills in templates, in which every value is escaped, and says to browsers what may be done with
/// the page: nothing is loaded, nothing runs, nobody puts it into a frame, and forms go here or to
/// where the page says. Safe for use by several threads.
public final class Pages {
    /// The pages there are; each is a file of its name.
    public enum Page {
        SIGN_IN,
        CODE,
        SECURITY,
        SIGN_OUT,
        CONTINUE,
        DEVICE,
        APPROVE,
        FORM_POST,
        MESSAGE
    }

    private static final String STYLE = resource("style.css");

    private final Map<Page, Template> templates = new EnumMap<>(Page.class);
    private final String styleSource;

    public Pages() {
        Mustache.Compiler compiler =
                Mustache.compiler()
                        .escapeHTML(true)
                        .emptyStringIsFalse(true)
                        .withLoader(part -> new StringReader(resource(part + ".html")));
        for (Page page : Page.values()) {
            String file = page.name().toLowerCase(Locale.ROOT).replace('_', '-');
            templates.put(page, compiler.compile(resource(file + ".html")));
        }
        styleSource = "'sha256-" + Base64.getEncoder().encodeToString(sha256(STYLE)) + "'";
    }

    /// @param values what stands in braces in the template
    /// @param formTarget where a form may lead besides this endpoint: browsers hold the answer to a
    ///   form to it too, if that sends them on; null for nowhere
    public ApiResponse show(
            int status, Page page, Map<String, ?> values, @Nullable String formTarget) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("style", STYLE);
        Template template = templates.get(page);
        if (template == null) {
            throw Bug.because("no template of " + page);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/html; charset=utf-8");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src "
                        + styleSource
                        + "; form-action 'self'"
                        + (formTarget == null ? "" : " " + formTarget)
                        + "; frame-ancestors 'none'; base-uri 'none'");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        return new ApiResponse(
                status, headers, template.execute(all).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw Bug.because("no SHA-256", impossible);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw Bug.because("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw Bug.because("the resource " + name + " can't be read", unreadable);
        }
    }
}
