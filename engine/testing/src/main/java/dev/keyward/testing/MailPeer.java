package dev.keyward.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/// A real mail server on loopback that keeps what it is given.
public final class MailPeer implements Peer {
    /// What it was given, and how.
    ///
    /// @param lines of the mail, headers first
    /// @param encrypted whether the connection was
    public record Received(String from, List<String> to, List<String> lines, boolean encrypted) {
        /// All values of a header.
        public List<String> header(String name) {
            return lines.subList(0, lines.indexOf("")).stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
        }

        public String text() {
            return String.join("\n", lines.subList(lines.indexOf("") + 1, lines.size()));
        }
    }

    /// What the server insists on.
    public enum Kind {
        STARTTLS,
        TLS,
        CLEAR
    }

    public final List<Received> received = Collections.synchronizedList(new ArrayList<>());

    /// What recipients are refused with; 0 takes them all.
    public final AtomicInteger refusal = new AtomicInteger();

    private final Kind kind;
    private final @Nullable String password;
    private final Identity identity;
    private final int port;
    private SMTPServer server;

    /// @param password of the user `keyward`; null if nobody signs in
    public MailPeer(Kind kind, @Nullable String password, Identity identity) throws IOException {
        this.kind = kind;
        this.password = password;
        this.identity = identity;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = probe.getLocalPort();
        }
        this.server = run();
    }

    private SMTPServer run() {
        SSLContext tls = identity.tls();
        SMTPServer.Builder builder =
                SMTPServer.port(port)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .insertReceivedHeaders(false)
                        .messageHandlerFactory(Taking::new);
        switch (kind) {
            case STARTTLS -> builder.enableTLS().requireTLS().startTlsSocketFactory(tls);
            case TLS -> builder.serverSocketFactory(tls);
            case CLEAR -> {}
        }
        if (password != null) {
            builder.requireAuth()
                    .authenticationHandlerFactory(
                            new EasyAuthenticationHandlerFactory((user, given, _) -> {
                                if (!user.equals("keyward") || !given.equals(password)) {
                                    throw new LoginFailedException();
                                }
                            }));
        }
        SMTPServer made = builder.build();
        made.start();
        return made;
    }

    private final class Taking implements MessageHandler {
        private final boolean encrypted = kind != Kind.CLEAR;
        private final List<String> to = new ArrayList<>();
        private String from = "";

        Taking(MessageContext context) {}

        @Override
        public void from(String address) {
            from = address;
        }

        @Override
        public void recipient(String address) throws RejectException {
            if (refusal.get() != 0) {
                throw new RejectException(refusal.get(), "not this one");
            }
            to.add(address);
        }

        @Override
        public @Nullable String data(InputStream data) throws IOException {
            String text = new String(data.readAllBytes(), StandardCharsets.UTF_8);
            received.add(
                    new Received(
                            from,
                            List.copyOf(to),
                            Arrays.asList(text.split("\r\n", -1)),
                            encrypted));
            return null;
        }

        @Override
        public void done() {}
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public X509Certificate authority() {
        return identity.authority();
    }

    public Kind kind() {
        return kind;
    }

    /// Nobody is there any more.
    public void stop() {
        server.stop();
    }

    /// After [#stop], on the same port.
    public void startAgain() {
        server = run();
    }

    @Override
    public void close() {
        stop();
    }
}
