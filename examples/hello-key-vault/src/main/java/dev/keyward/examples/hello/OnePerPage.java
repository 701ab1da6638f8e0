package dev.keyward.examples.hello;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.util.UrlBuilder;

/// Asks for lists one entry a page, so that every link to a next page is followed. The clients have
/// no option for it.
final class OnePerPage extends HttpPipelineSyncPolicy {
    @Override
    protected void beforeSendingRequest(HttpPipelineCallContext context) {
        HttpRequest request = context.getHttpRequest();
        String path = request.getUrl().getPath();
        if (path.equals("/secrets") || path.endsWith("/versions")) {
            request.setUrl(
                    UrlBuilder.parse(request.getUrl())
                            .setQueryParameter("maxresults", "1")
                            .toString());
        }
    }
}
