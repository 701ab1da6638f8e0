package dev.keyward.wire;

import org.jspecify.annotations.Nullable;

/// The error envelope of the service (data-plane-common, section 4).
///
/// @param innerCode `innererror.code`, where there is one
public record ErrorBody(String code, String message, @Nullable String innerCode)
        implements WireBody {
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
        while (in.next()) {
            switch (in.member()) {
                case "code" -> code = in.text();
                case "message" -> message = in.text();
                case "innererror" -> inner = in.object(ErrorBody::readInner);
                default -> in.skip();
            }
        }
        return new ErrorBody(code, message, inner);
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
        if (innerCode != null) {
            out.object("innererror", inner -> inner.text("code", innerCode));
        }
    }
}
