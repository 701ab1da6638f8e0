package dev.keyward.server.floods;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A way to flood a server.
public enum Flood {
    HTTP2_BODIES("HTTP/2 bodies without a token", 20, BodyFloods::streams),
    RESTORES("restores without a token", 8, BodyFloods::restores),
    SLOW_SIGN_INS("HTTP/1.1 bodies of sign-ins", 150, BodyFloods::signIns),
    UNACKNOWLEDGED("never acknowledged settings", 20, BodyFloods::unacknowledged),
    FEW_PASSWORDS("passwords, four connections", 4, AskingFloods::passwords),
    PASSWORDS("passwords, sixty connections", 60, AskingFloods::passwords),
    REFUSALS("requests without a token", 32, AskingFloods::refusals),
    WRONG_TOKENS("requests with wrong tokens", 32, AskingFloods::wrongTokens),
    HTTP2_REFUSALS("HTTP/2 without a token", 20, AskingFloods::manyRefusals),
    CONNECTIONS("connections for one request", 20, AskingFloods::connections),
    LONG_HEADERS("headers of 32 kB", 8, AskingFloods::longHeaders),
    IMPORTS("costly imports of a neighbour", 40, AskingFloods::imports),
    SPELLINGS("odd spellings of a neighbour", 8, AskingFloods::spellings);

    private final String title;
    private final int connections;
    private final Attack attack;

    Flood(String title, int connections, Attack attack) {
        this.title = title;
        this.connections = connections;
        this.attack = attack;
    }

    public String title() {
        return title;
    }

    int connections() {
        return connections;
    }

    /// What one connection does, until it is cut off or told to stop.
    ///
    /// @param from the address it comes from
    void attack(Target target, String from, AtomicBoolean stop, AtomicLong sent)
            throws IOException {
        attack.run(target, from, stop, sent);
    }

    /// @see #attack
    private interface Attack {
        void run(Target target, String from, AtomicBoolean stop, AtomicLong sent)
                throws IOException;
    }
}
