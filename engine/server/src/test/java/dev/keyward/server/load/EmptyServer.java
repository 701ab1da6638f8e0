package dev.keyward.server.load;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.concurrent.CountDownLatch;

/// The ceiling: the same HTTPS stack as the server's, answering each request with 350 bytes at
/// once.
///
/// Arguments: port, certificate file, key file.
public final class EmptyServer {
    private static final int BODY_BYTES = 350;

    private EmptyServer() {}

    public static void main(String[] arguments) throws Exception {
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(loops)
                                .setPreferNativeTransport(true));
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(Integer.parseInt(arguments[0]))
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setSslEngineOptions(new OpenSSLEngineOptions())
                        .setKeyCertOptions(
                                new PemKeyCertOptions()
                                        .setCertPath(arguments[1])
                                        .setKeyPath(arguments[2]));
        Buffer body = Buffer.buffer("x".repeat(BODY_BYTES));
        vertx.deployVerticle(
                        () -> new Loop(options, body), new DeploymentOptions().setInstances(loops))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private static final class Loop extends VerticleBase {
        private final HttpServerOptions options;
        private final Buffer body;

        Loop(HttpServerOptions options, Buffer body) {
            this.options = options;
            this.body = body;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(options)
                    .requestHandler(request ->
                            request.response()
                                    .putHeader("content-type", "application/json; charset=utf-8")
                                    .end(body))
                    .listen();
        }
    }
}
