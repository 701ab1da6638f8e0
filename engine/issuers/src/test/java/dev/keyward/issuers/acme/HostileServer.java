package dev.keyward.issuers.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A real HTTPS server on loopback that answers as it likes, and knows how much of it was taken.
final class HostileServer implements AutoCloseable {
    final AtomicLong taken = new AtomicLong();
    final CountDownLatch hungUp = new CountDownLatch(1);
    private final OneAuthority authority = new OneAuthority();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpsServer server;

    @FunctionalInterface
    interface Page {
        void answer(HttpExchange exchange, OutputStream body)
                throws IOException, InterruptedException;
    }

    /// @param page for every address; writes to the body after the headers
    HostileServer(Page page) throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.forServer()));
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        page.answer(exchange, new Counted(exchange.getResponseBody()));
                    } catch (IOException broken) {
                        hungUp.countDown();
                        throw broken;
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.setExecutor(workers);
        server.start();
    }

    private final class Counted extends OutputStream {
        private final OutputStream to;

        Counted(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            to.write(bytes, from, count);
            to.flush();
            taken.addAndGet(count);
        }
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String directory() {
        return "https://" + host() + "/dir";
    }

    AcmeAccess access() throws GeneralSecurityException, IOException {
        var tls = authority.forClients();
        return new AcmeAccess(
                url -> host().equals(url.getAuthority()),
                OneAuthority.client(tls),
                InetAddress::getByName,
                AcmeOrders.OVER_HTTP);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
