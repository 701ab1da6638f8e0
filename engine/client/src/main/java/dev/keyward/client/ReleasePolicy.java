package dev.keyward.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/// Under which conditions a key may leave the vault (data-plane-keys.md, section 7).
///
/// @param policy JSON
/// @param immutable whether the policy stays as it is for good
public record ReleasePolicy(String policy, boolean immutable) {
    void write(ObjectNode body) {
        body.putObject("release_policy")
                .put(
                        "data",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(policy.getBytes(UTF_8)))
                .put("immutable", immutable);
    }
}
