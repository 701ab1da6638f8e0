package dev.keyward.model;

import java.nio.charset.StandardCharsets;

/// Under which conditions a key may leave the vault (data-plane-keys.md, section 7), as its maker
/// wrote it.
///
/// @param contentType of the document
/// @param document JSON
/// @param immutable whether it stays as it is for good
public record ReleasePolicy(String contentType, String document, boolean immutable) {
    public static final String STANDARD_CONTENT_TYPE = "application/json; charset=utf-8";

    private static final int LONGEST_DOCUMENT_BYTES = 32 * 1024;
    private static final int LONGEST_CONTENT_TYPE = 255;

    /// @throws VaultException with `BadParameter`
    public ReleasePolicy {
        if (document.getBytes(StandardCharsets.UTF_8).length > LONGEST_DOCUMENT_BYTES) {
            throw new VaultException(
                    new VaultError.BadParameter("release_policy.data", "at most 32 KiB"));
        }
        if (contentType.length() > LONGEST_CONTENT_TYPE) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "release_policy.contentType", "at most 255 characters"));
        }
    }
}
