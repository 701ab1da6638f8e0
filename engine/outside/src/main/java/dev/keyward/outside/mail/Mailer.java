package dev.keyward.outside.mail;

import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.outside.ForbiddenAddressException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// Hands mails to a mail server. Safe for use by several threads.
///
/// The server's certificate is checked, for its host too. The whole conversation takes ten seconds
/// at most, whatever the other side does.
public final class Mailer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 300;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 9_000;
    private static final String PROTOCOLS = "TLSv1.3 TLSv1.2";

    private final MailServer server;
    private final Supplier<SSLContext> tls;
    private final Addresses addresses;
    private final Duration patience;

    /// @param tls tells whose servers are believed; asked at the first mail
    /// @param addresses finds where a host is, or refuses to
    public Mailer(MailServer server, Supplier<SSLContext> tls, Addresses addresses) {
        this(server, tls, addresses, PATIENCE);
    }

    /// @param patience for the whole of a conversation
    Mailer(MailServer server, Supplier<SSLContext> tls, Addresses addresses, Duration patience) {
        this.server = server;
        this.tls = tls;
        this.addresses = addresses;
        this.patience = patience;
    }

    /// Where a host is.
    @FunctionalInterface
    public interface Addresses {
        List<InetAddress> of(String host) throws IOException;
    }

    /// Returns when the server has taken the mail.
    ///
    /// @param id the same each time this mail is sent
    /// @throws MailRefusedException if the server won't have this mail
    /// @throws IOException if nobody answers in time, or not as we must insist
    public void send(Mail mail, String id, Instant now) throws IOException {
        FutureTask<Void> call =
                new FutureTask<>(() -> {
                    hand(mail, id, now);
                    return null;
                });
        // An interrupt closes the connection of a virtual thread (java.net.Socket).
        Thread.ofVirtual().name("mail").start(call);
        try {
            call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("the mail was given up", stop);
        } catch (TimeoutException late) {
            throw new IOException("the mail server didn't answer in time", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ForbiddenAddressException forbidden) {
                throw forbidden;
            }
            throw failure(failed.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private void hand(Mail mail, String id, Instant now) throws MessagingException, IOException {
        Session session = Session.getInstance(properties(), login());
        MimeMessage message = new Identified(session, "<" + id + "@" + domain() + ">");
        message.setFrom(new InternetAddress(server.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), "UTF-8");
        message.setText(mail.text(), "UTF-8");
        message.setSentDate(Date.from(now));
        // No robot is to answer a robot (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        try (Socket socket = connected();
                SMTPTransport transport = new SMTPTransport(session, null)) {
            transport.connect(socket);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private @Nullable Authenticator login() {
        MailServer.Login login = server.login();
        return login == null
                ? null
                : new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(
                                login.user(), login.password().toUtf8(SecretAccess.request()));
                    }
                };
    }

    /// To an address that was checked; the library would look the host up again.
    private Socket connected() throws IOException {
        String host = server.place().getHostString();
        IOException last = new IOException(host + " has no address");
        for (InetAddress address : addresses.of(host)) {
            Socket socket = new Socket();
            try {
                // Under the host's name, which its certificate is compared with.
                socket.connect(
                        new InetSocketAddress(
                                InetAddress.getByAddress(host, address.getAddress()),
                                server.place().getPort()),
                        CONNECT_MILLIS);
                socket.setSoTimeout(ANSWER_MILLIS);
                return server.security() == MailServer.Security.TLS
                        ? encrypted(socket, host)
                        : socket;
            } catch (IOException failed) {
                socket.close();
                last = failed;
            }
        }
        throw last;
    }

    private Socket encrypted(Socket plain, String host) throws IOException {
        if (!(tls.get().getSocketFactory().createSocket(plain, host, plain.getPort(), true)
                instanceof SSLSocket socket)) {
            throw Bug.because("TLS makes TLS sockets");
        }
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS.split(" "));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private Properties properties() {
        Properties settings = new Properties();
        settings.put("mail.smtp.from", server.from());
        settings.put("mail.smtp.localhost", domain());
        settings.put("mail.smtp.auth", Boolean.toString(server.login() != null));
        settings.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        settings.put("mail.smtp.timeout", Integer.toString(ANSWER_MILLIS));
        // What was taken is taken, whether or not the farewell is heard.
        settings.put("mail.smtp.quitwait", "false");
        if (server.login() != null) {
            settings.put("mail.smtp.user", server.login().user());
        }
        if (server.security() == MailServer.Security.STARTTLS) {
            settings.put("mail.smtp.starttls.enable", "true");
            settings.put("mail.smtp.starttls.required", "true");
            settings.put("mail.smtp.ssl.socketFactory", tls.get().getSocketFactory());
            settings.put("mail.smtp.ssl.socketFactory.fallback", "false");
            settings.put("mail.smtp.ssl.checkserveridentity", "true");
            settings.put("mail.smtp.ssl.protocols", PROTOCOLS);
        }
        return settings;
    }

    private String domain() {
        return server.from().substring(server.from().indexOf('@') + 1);
    }

    /// The library wraps what the server said of one address in what became of the mail.
    private static IOException failure(@Nullable Throwable failed) {
        for (@Nullable Throwable each = failed; each != null; each = next(each)) {
            if (each instanceof SMTPAddressFailedException address) {
                return new MailRefusedException(address.getReturnCode(), address);
            }
            if (each instanceof SMTPSendFailedException mail && mail.getNextException() == null) {
                return new MailRefusedException(mail.getReturnCode(), mail);
            }
        }
        return new IOException(
                "the mail can't be sent: " + printable(String.valueOf(failed)), failed);
    }

    /// Much of it are words of the server.
    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_REASON))
                .replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
    }

    private static @Nullable Throwable next(Throwable failed) {
        return failed instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : failed.getCause();
    }

    /// Has the same id each time, so that a mail that comes twice can be told.
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
