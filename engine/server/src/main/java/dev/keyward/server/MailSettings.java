package dev.keyward.server;

import dev.keyward.outside.OutsideRules;
import dev.keyward.outside.mail.Mail;
import dev.keyward.outside.mail.MailServer;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the contacts of certificates are mailed.
///
/// | name | meaning | default |
/// |---|---|---|
/// | `mail.host` | mail server that takes mails over SMTP | none |
/// | `mail.port` | its port | 587, 465 with `tls`, 25 with `none` |
/// | `mail.security` | `starttls`, `tls`, or `none` for a server on this machine | `starttls` |
/// | `mail.from` | address that mails come from | |
/// | `mail.user`, `mail.passwordFile` | login; both or neither | none |
final class MailSettings {
    private static final String HOST = "mail.host";
    private static final String PORT = "mail.port";
    private static final String SECURITY = "mail.security";
    private static final String FROM = "mail.from";
    private static final String USER = "mail.user";
    private static final String PASSWORD = "mail.passwordFile";
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_TLS = 465;
    private static final int SMTP = 25;

    static final Set<String> NAMES = Set.of(HOST, PORT, SECURITY, FROM, USER, PASSWORD);

    private MailSettings() {}

    /// @param outside has to name the server
    static @Nullable MailServer read(SettingsFile in, OutsideRules outside) {
        String host = in.text(HOST, "").toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            in.refuse(NAMES, HOST);
            return null;
        }
        MailServer.Security security = security(in, host);
        int port =
                in.port(
                        PORT,
                        switch (security) {
                            case STARTTLS -> SUBMISSION;
                            case TLS -> SUBMISSION_TLS;
                            case NONE -> SMTP;
                        });
        if (!host.matches("[a-z0-9._-]+|\\[[0-9a-f:]+\\]")) {
            throw in.wrong(HOST, "no host; its port is " + PORT);
        }
        if (!outside.names(host, port)) {
            throw in.wrong(
                    HOST,
                    "to be called at "
                            + host
                            + ":"
                            + port
                            + ", which "
                            + OutsideSettings.HOSTS
                            + " has to name");
        }
        String from = in.needed(FROM, HOST);
        if (!Mail.isAddress(from)) {
            throw in.wrong(FROM, "no plain mail address, such as keyward@example.org");
        }
        return new MailServer(
                InetSocketAddress.createUnresolved(host, port), security, from, login(in));
    }

    private static MailServer.Security security(SettingsFile in, String host) {
        MailServer.Security security =
                in.setting(SECURITY, "starttls").choice("security", MailServer.Security.values());
        boolean here =
                Set.of("localhost", "[::1]").contains(host)
                        || host.matches("127(\\.[0-9]{1,3}){3}");
        if (security == MailServer.Security.NONE && !here) {
            throw in.wrong(
                    SECURITY,
                    "none, which is for a mail server on this machine alone (localhost);"
                            + " others need starttls or tls");
        }
        return security;
    }

    private static MailServer.@Nullable Login login(SettingsFile in) {
        String user = in.optional(USER);
        if (user == null) {
            in.refuse(Set.of(PASSWORD), USER);
            return null;
        }
        return new MailServer.Login(user, in.secret(PASSWORD, USER));
    }
}
