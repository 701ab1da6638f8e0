package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.WebAccess;
import dev.keyward.language.value.TypeNames;
import dev.keyward.language.value.Values;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Invoke-WebRequest and Invoke-RestMethod. Certificates are always checked: against `-CaFile`,
/// else the file that `SSL_CERT_FILE` names, else what the JDK trusts.
final class WebCommands {
    private static final Pattern CHARSET =
            Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private WebCommands() {}

    static List<Cmdlet> all() {
        return List.of(
                Command.each(
                                "Invoke-WebRequest",
                                "Sends a web request and gives the answer with its status and headers.",
                                signature(),
                                WebCommands::page)
                        .aka("iwr"),
                Command.each(
                                "Invoke-RestMethod",
                                "Sends a web request and gives the objects in the answer: from JSON or XML, else its text.",
                                signature(),
                                WebCommands::objects)
                        .aka("irm"));
    }

    private static Signature signature() {
        return Signature.of(
                text("Uri").required().at(0).byValue(),
                text("Method").help("GET if left out."),
                any("Body").help("Text, bytes, or a table: a form, or the query of a GET."),
                text("ContentType"),
                Parameter.of("Headers", TypeToken.OBJECT).help("A table."),
                text("UserAgent"),
                text("InFile"),
                text("OutFile"),
                text("Authentication").help("Basic with -Credential, or Bearer with -Token."),
                Parameter.of("Credential", TypeToken.CREDENTIAL),
                Parameter.of("Token", TypeToken.SECURE_STRING),
                flag("AllowUnencryptedAuthentication"),
                text("CaFile").help("PEM file of the certificate authorities to trust."),
                number("TimeoutSec")
                        .help(
                                "Of the whole request, to the last byte of its answer; 100 if left"
                                        + " out, 0 for no end."),
                number("MaximumRedirection").help("5 if left out."),
                text("StatusCodeVariable"),
                text("ResponseHeadersVariable").aka("RHV"),
                flag("SkipHttpErrorCheck"),
                flag("UseBasicParsing").help("Accepted for old scripts."),
                flag("DisableKeepAlive").help("Accepted for old scripts."));
    }

    private static void page(Invocation invocation) {
        WebAccess.Answer answer = answer(invocation);
        if (!saved(invocation, answer)) {
            invocation.write(
                    new PsObject("Microsoft.PowerShell.Commands.WebResponseObject")
                            .set("StatusCode", answer.status())
                            .set("StatusDescription", answer.reason())
                            .set("Content", content(answer))
                            .set("Headers", table(answer))
                            .set("RawContentLength", answer.body().length));
        }
    }

    private static void objects(Invocation invocation) {
        WebAccess.Answer answer = answer(invocation);
        if (!saved(invocation, answer)) {
            Object read = read(Values.of(invocation.session()), answer);
            if (read != null) {
                invocation.write(read);
            }
        }
    }

    private static @Nullable Object read(Values values, WebAccess.Answer answer) {
        String text = content(answer);
        String type = header(answer, "content-type").toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return null;
        }
        if (type.contains("xml")) {
            return values.conversions().convert(text, TypeNames.require("xml"));
        }
        try {
            return Json.read(values, text, false);
        } catch (JsonProcessingException e) {
            // Not JSON, whatever it's called: the text itself, as PowerShell gives it.
            return text;
        }
    }

    private static WebAccess.Answer answer(Invocation invocation) {
        WebAccess web =
                ServiceLoader.load(WebAccess.class)
                        .findFirst()
                        .orElseThrow(() ->
                                CmdletError.of(
                                        "There's no web access in this program.",
                                        "NoWebAccess",
                                        ErrorCategory.ResourceUnavailable));
        WebAccess.Request request = new WebRequest(invocation).request();
        WebAccess.Answer answer;
        try {
            answer = web.send(request);
        } catch (IOException e) {
            throw invocation.terminating(
                    ErrorRecord.of(
                            ExceptionValue.of(
                                    "System.Net.Http.HttpRequestException",
                                    "%s (%s)".formatted(e.getMessage(), host(request.uri()))),
                            "WebCmdletWebResponseException",
                            ErrorCategory.InvalidOperation));
        }
        Arguments arguments = invocation.arguments();
        String status = arguments.text("StatusCodeVariable");
        if (status != null) {
            invocation.session().variable(status, answer.status());
        }
        String headers = arguments.text("ResponseHeadersVariable");
        if (headers != null) {
            invocation.session().variable(headers, table(answer));
        }
        if (!answer.isSuccess() && !arguments.flag("SkipHttpErrorCheck")) {
            throw invocation.terminating(
                    ErrorRecord.of(
                                    ExceptionValue.of(
                                            "Microsoft.PowerShell.Commands.HttpResponseException",
                                            "Response status code does not indicate success: %d (%s)."
                                                    .formatted(answer.status(), answer.reason())),
                                    "WebCmdletWebResponseException",
                                    ErrorCategory.InvalidOperation)
                            .withDetails(content(answer).isEmpty() ? null : content(answer)));
        }
        return answer;
    }

    /// A query may hold what nobody else should read, so errors name the server alone.
    private static String host(String uri) {
        return uri.replaceFirst("^([a-zA-Z]+://[^/?#]*).*$", "$1");
    }

    private static boolean saved(Invocation invocation, WebAccess.Answer answer) {
        String file = invocation.arguments().text("OutFile");
        if (file == null) {
            return false;
        }
        Path path = invocation.session().resolve(file);
        TextFiles.write(path, answer.body(), false);
        return true;
    }

    private static PsHashtable table(WebAccess.Answer answer) {
        PsHashtable table = PsHashtable.ordered();
        answer.headers().forEach((name, values) -> table.put(name, values.toArray()));
        return table;
    }

    private static String header(WebAccess.Answer answer, String name) {
        for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().getFirst();
            }
        }
        return "";
    }

    private static String content(WebAccess.Answer answer) {
        Matcher charset = CHARSET.matcher(header(answer, "content-type"));
        Charset encoding =
                charset.find() && Charset.isSupported(charset.group(1))
                        ? Charset.forName(charset.group(1))
                        : StandardCharsets.UTF_8;
        return new String(answer.body(), encoding);
    }
}
