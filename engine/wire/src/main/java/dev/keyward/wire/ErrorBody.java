package dev.keyward.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The error envelope of the service (data-plane-common.md, section 4).
///
/// @param innerCode `innererror.code`, where there is one
/// @param target what tools look at beside the message, written as ARM's `details` too
///   (management-plane.md, section 13); null for none
public record ErrorBody(
        String code, String message, @Nullable String innerCode, @Nullable String target)
        implements WireBody {
    public ErrorBody(String code, String message, @Nullable String innerCode) {
        this(code, message, innerCode, null);
    }

    /// Reads the error shapes of all endpoints: `error` of the data and management planes,
    /// `odata.error` of AAD Graph, OAuth's flat one (RFC 6749 5.2), and that of App Service, which
    /// has a message and no code (identity.md, section 8).
    public static ErrorBody read(JsonReader in) {
        ErrorBody found = new ErrorBody("", "", null);
        String description = null;
        while (in.next()) {
            switch (in.member()) {
                case "error", "odata.error" ->
                        found =
                                in.isText()
                                        ? new ErrorBody(in.text(), "", null)
                                        : in.object(ErrorBody::readError);
                case "error_description", "message" -> description = in.text();
                default -> in.skip();
            }
        }
        return description == null
                ? found
                : new ErrorBody(found.code, description, found.innerCode, found.target);
    }

    private static ErrorBody readError(JsonReader in) {
        String code = "";
        String message = "";
        String inner = null;
        String target = null;
        while (in.next()) {
            switch (in.member()) {
                case "code" -> code = in.text();
                case "message" ->
                        message = in.isText() ? in.text() : in.object(ErrorBody::readLocalized);
                case "target" -> target = in.text();
                case "innererror" -> inner = in.object(ErrorBody::readInner);
                default -> in.skip();
            }
        }
        return new ErrorBody(code, message, inner, target);
    }

    private static String readLocalized(JsonReader in) {
        String value = "";
        while (in.next()) {
            if (in.member().equals("value")) {
                value = in.text();
            } else {
                in.skip();
            }
        }
        return value;
    }

    private static @Nullable String readInner(JsonReader in) {
        String code = null;
        while (in.next()) {
            if (in.member().equals("code")) {
                code = in.text();
            } else {
                in.skip();
            }
        }
        return code;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object("error", this::writeError);
    }

    private void writeError(JsonWriter out) {
        out.text("code", code);
        out.text("message", message);
        if (target != null) {
            out.text("target", target);
            out.objects("details", List.of(this::writeDetail));
        }
        if (innerCode != null) {
            out.object("innererror", inner -> inner.text("code", innerCode));
        }
    }

    private void writeDetail(JsonWriter out) {
        out.text("code", code);
        out.text("target", target);
        out.text("message", message);
    }
}
