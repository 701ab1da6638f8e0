package dev.keyward.issuers.acme;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Reads the whole body of an answer into memory, up to a limit. The JDK's own subscriber with a
/// limit fails like a broken connection does, and the two are told apart here.
final class BoundedBody implements HttpResponse.BodySubscriber<InputStream> {
    private final int mostBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<InputStream> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription source;

    BoundedBody(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// @return fails with [OversizedAnswerException]
    @Override
    public CompletionStage<InputStream> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        for (ByteBuffer each : more) {
            if (each.remaining() > mostBytes - bytes.size()) {
                if (source != null) {
                    source.cancel();
                }
                whole.completeExceptionally(
                        new OversizedAnswerException(
                                "the issuer's answer is longer than " + mostBytes + " bytes"));
                return;
            }
            byte[] part = new byte[each.remaining()];
            each.get(part);
            bytes.writeBytes(part);
        }
    }

    @Override
    public void onError(Throwable broken) {
        whole.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        whole.complete(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
