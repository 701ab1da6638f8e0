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

    /// @throws dev.keyward.model.VaultException with `BadParameter` if it isn't such an envelope
    public static ErrorBody parse(byte[] json) {
        return JsonReader.parse(json, ErrorBody::read);
    }

    private static ErrorBody read(JsonReader in) {
        ErrorBody found = new ErrorBody("", "", null);
        while (in.next()) {
            if (in.member().equals("error")) {
                found = in.object(ErrorBody::readError);
            } else {
                in.skip();
            }
        }
        return found;
    }

    private static ErrorBody readError(JsonReader in) {
        String code = "";
        String message = "";
        String inner = null;
        String target = null;
        while (in.next()) {
            switch (in.member()) {
                case "code" -> code = in.text();
                case "message" -> message = in.text();
                case "target" -> target = in.text();
                case "innererror" -> inner = in.object(ErrorBody::readInner);
                default -> in.skip();
            }
        }
        return new ErrorBody(code, message, inner, target);
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
