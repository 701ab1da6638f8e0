package dev.keyward.api.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The id and secret an application shows: in the body, or in the `Authorization` header, form
/// encoded there (RFC 6749 2.3.1).
record ClientCredential(String id, String secret) {
    private static final String BASIC = "Basic ";

    /// @return empty if it isn't shown, shown twice, or malformed
    static Optional<ClientCredential> of(Form form, Optional<String> authorization) {
        Optional<String> id = form.get("client_id");
        Optional<String> secret = form.get("client_secret");
        if (authorization.isEmpty()) {
            return id.isPresent() && secret.isPresent()
                    ? Optional.of(new ClientCredential(id.get(), secret.get()))
                    : Optional.empty();
        }
        if (secret.isPresent()) {
            return Optional.empty();
        }
        return basic(authorization.get())
                .filter(shown -> id.isEmpty() || id.get().equals(shown.id()));
    }

    private static Optional<ClientCredential> basic(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder().decode(header.substring(BASIC.length()).trim());
            String text = new String(pair, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(
                            new ClientCredential(
                                    Form.decode(text.substring(0, colon)),
                                    Form.decode(text.substring(colon + 1))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ClientCredential[" + id + "]";
    }
}
