package dev.keyward.issuers.acme;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/// Writes TXT records into a zone and takes them out again: updates over TCP, signed, and believed
/// only if the answer is signed too.
final class DnsUpdates {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_ALIASES = 8;

    /// Nobody is to keep them longer than they stand.
    private static final long TTL_SECONDS = 60;

    private final DnsZone zone;
    private final AcmeAccess.Lookup lookup;
    private final Name apex;

    /// @param lookup where name servers are, asked anew for each question
    DnsUpdates(DnsZone zone, AcmeAccess.Lookup lookup) {
        this.zone = zone;
        this.lookup = lookup;
        this.apex = zone.apex();
    }

    /// @param place absolute
    record Text(Name place, String value) {
        Text(String place, String value) {
            this(DnsZone.absolute(place), value);
        }

        private TXTRecord record() {
            return new TXTRecord(place, DClass.IN, TTL_SECONDS, value);
        }
    }

    /// Where a name's records stand once aliases (CNAME) are followed.
    ///
    /// @throws VaultException with `BadParameter` if that isn't in the zone
    Name place(String name, AnswerTime time) throws IOException {
        Name asked = DnsZone.absolute(name);
        Name place = asked;
        for (int i = 0; i < MOST_ALIASES; i++) {
            Name next = alias(place, time);
            if (next.equals(place)) {
                if (place.subdomain(apex)) {
                    return place;
                }
                break;
            }
            place = next;
        }
        throw new VaultException(
                new VaultError.BadParameter(
                        asked.toString(true),
                        "in the zone "
                                + apex.toString(true)
                                + " (acme.dns.zone) or an alias (CNAME) of a name in it, since"
                                + " dns-01 is answered there"));
    }

    /// @return the name itself if it is no alias
    private Name alias(Name name, AnswerTime time) throws IOException {
        boolean ours = zone.resolver().equals(zone.server());
        Message answer =
                ask(
                        zone.resolver(),
                        ours,
                        Message.newQuery(Record.newRecord(name, Type.CNAME, DClass.IN)),
                        time);
        return switch (answer.getRcode()) {
            case Rcode.NOERROR ->
                    answer.getSection(Section.ANSWER).stream()
                            .filter(record -> record.getName().equals(name))
                            .filter(CNAMERecord.class::isInstance)
                            .map(record -> ((CNAMERecord) record).getTarget())
                            .findFirst()
                            .orElse(name);
            // A server that serves the zone alone refuses to speak of others.
            case Rcode.NXDOMAIN, Rcode.REFUSED -> name;
            default -> throw failed(zone.resolver(), "of the alias " + name, answer);
        };
    }

    /// All of them at once, beside what is there. Adding what is there already changes nothing (RFC
    /// 2136 3.4.2.2).
    void add(List<Text> texts, AnswerTime time) throws IOException {
        Update update = new Update(apex);
        texts.forEach(each -> update.add(each.record()));
        send(update, time);
    }

    /// This value and no other; nothing if it isn't there.
    void remove(Text text, AnswerTime time) throws IOException {
        Update update = new Update(apex);
        update.delete(text.record());
        send(update, time);
    }

    private void send(Update update, AnswerTime time) throws IOException {
        Message answer = ask(zone.server(), true, update, time);
        if (answer.getRcode() != Rcode.NOERROR) {
            throw failed(zone.server(), "of an update of " + apex, answer);
        }
    }

    private Message ask(InetSocketAddress server, boolean signed, Message question, AnswerTime time)
            throws IOException {
        Duration left = time.left();
        if (left.isZero()) {
            throw new IOException("the step has had its time, and " + server + " wasn't asked");
        }
        InetSocketAddress address =
                new InetSocketAddress(lookup.of(server.getHostString()), server.getPort());
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(left.compareTo(TIMEOUT) < 0 ? left : TIMEOUT);
        resolver.setTCP(signed);
        if (signed) {
            resolver.setTSIGKey(tsig());
        }
        Message answer = resolver.send(question);
        if (signed && answer.getRcode() == Rcode.NOERROR && !answer.isVerified()) {
            throw new IOException("the answer of " + server + " isn't signed with the zone's key");
        }
        return answer;
    }

    private TSIG tsig() {
        TsigKey key = zone.key();
        Name algorithm =
                switch (key.algorithm()) {
                    case HMAC_SHA256 -> TSIG.HMAC_SHA256;
                    case HMAC_SHA384 -> TSIG.HMAC_SHA384;
                    case HMAC_SHA512 -> TSIG.HMAC_SHA512;
                };
        byte[] secret = key.secret().toByteArray(SecretAccess.request());
        try {
            return new TSIG(algorithm, DnsZone.absolute(key.name()), secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static IOException failed(InetSocketAddress server, String what, Message answer) {
        return new IOException(
                server
                        + " refuses to hear "
                        + what
                        + ": "
                        + Rcode.string(answer.getRcode())
                        + (answer.getTSIG() == null || answer.getTSIG().getError() == 0
                                ? ""
                                : ", " + Rcode.TSIGstring(answer.getTSIG().getError())));
    }
}
