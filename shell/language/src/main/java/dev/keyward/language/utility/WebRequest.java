package dev.keyward.language.utility;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.WebAccess;
import dev.keyward.language.value.Values;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the parameters of a web cmdlet ask for.
final class WebRequest {
    private static final int TIMEOUT_SECONDS = 100;
    private static final int REDIRECTS = 5;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Invocation invocation;
    private final Arguments arguments;
    private final Values values;
    private final Map<String, String> headers = new LinkedHashMap<>();

    WebRequest(Invocation invocation) {
        this.invocation = invocation;
        this.arguments = invocation.arguments();
        this.values = Values.of(invocation.session());
    }

    /// @throws CmdletError if the parameters don't fit together
    WebAccess.Request request() {
        String uri = arguments.requiredText("Uri");
        if (!uri.contains("://")) {
            uri = "http://" + uri;
        }
        String given = arguments.text("Method");
        String method =
                given == null || given.equalsIgnoreCase("Default")
                        ? "GET"
                        : given.toUpperCase(Locale.ROOT);
        headers.put("User-Agent", "Keyward");
        String type = arguments.text("ContentType");
        Object body = arguments.get("Body");
        byte[] octets = null;
        if (body instanceof PsHashtable query && method.equals("GET")) {
            uri += (uri.contains("?") ? "&" : "?") + form(query);
        } else if (body != null || arguments.has("InFile")) {
            headers.put("Content-Type", type == null ? FORM : type);
            octets = octets(body);
        }
        if (type != null) {
            headers.put("Content-Type", type);
        }
        String agent = arguments.text("UserAgent");
        if (agent != null) {
            headers.put("User-Agent", agent);
        }
        authenticate(uri);
        if (arguments.get("Headers") instanceof PsHashtable more) {
            for (PsHashtable.Entry entry : more.entries()) {
                headers.put(String.valueOf(entry.key()), values.text().of(entry.value()));
            }
        }
        return new WebAccess.Request(
                method,
                uri,
                headers,
                octets,
                authorities(),
                Duration.ofSeconds(Math.max(0, arguments.number("TimeoutSec", TIMEOUT_SECONDS))),
                Math.max(0, arguments.number("MaximumRedirection", REDIRECTS)));
    }

    private byte[] octets(@Nullable Object body) {
        String file = arguments.text("InFile");
        if (file != null) {
            return TextFiles.bytes(invocation.session().resolve(file));
        }
        return switch (body) {
            case byte[] bytes -> bytes;
            case PsHashtable table -> form(table).getBytes(StandardCharsets.UTF_8);
            case null, default -> values.text().of(body).getBytes(StandardCharsets.UTF_8);
        };
    }

    private String form(PsHashtable table) {
        return table.entries().stream()
                .map(entry ->
                        encoded(String.valueOf(entry.key()))
                                + "="
                                + encoded(values.text().of(entry.value())))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void authenticate(String uri) {
        String scheme = arguments.text("Authentication");
        if (scheme == null || scheme.equalsIgnoreCase("None")) {
            return;
        }
        if (!uri.toLowerCase(Locale.ROOT).startsWith("https://")
                && !arguments.flag("AllowUnencryptedAuthentication")) {
            throw refused(
                    "The cmdlet cannot protect plain text secrets sent over unencrypted connections;"
                            + " use https, or -AllowUnencryptedAuthentication");
        }
        switch (scheme.toLowerCase(Locale.ROOT)) {
            case "bearer", "oauth" -> {
                if (!(arguments.get("Token") instanceof SecureString token)) {
                    throw refused("-Authentication " + scheme + " needs -Token");
                }
                headers.put("Authorization", "Bearer " + new String(token.reveal()));
            }
            case "basic" -> {
                if (!(arguments.get("Credential") instanceof Credential credential)) {
                    throw refused("-Authentication Basic needs -Credential");
                }
                String pair =
                        credential.userName() + ":" + new String(credential.password().reveal());
                headers.put(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
            default -> throw refused("-Authentication must be None, Basic, Bearer or OAuth");
        }
    }

    private @Nullable Path authorities() {
        String file = arguments.text("CaFile");
        if (file == null) {
            file = invocation.session().environment().getOrDefault("SSL_CERT_FILE", "");
        }
        return file.isEmpty() ? null : invocation.session().resolve(file);
    }

    private static CmdletError refused(String message) {
        return CmdletError.of(
                message, "WebCmdletAuthenticationException", ErrorCategory.InvalidArgument);
    }
}
