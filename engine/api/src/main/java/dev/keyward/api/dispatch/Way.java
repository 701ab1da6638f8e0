package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.ApiRequest;

/// By what it is told what a request is for.
interface Way {
    Target of(ApiRequest request);

    /// What the plane of the target has at the path.
    Routes.Match match(Target target, ApiRequest request);
}
