package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;

/// One way to ask for a token: a value of `grant_type` (RFC 6749, 4 and 6; identity.md, section
/// 4.1).
@FunctionalInterface
interface Grant {
    ApiResponse answer(TokenRequest request);
}
