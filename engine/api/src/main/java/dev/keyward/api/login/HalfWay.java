package dev.keyward.api.login;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.time.Instant;

/// Somebody who has shown the right password, and has to show a code, too. It goes along in the
/// form of the page that asks for it, and is good for as long as that.
///
/// @param who with the password alone
record HalfWay(SignedIn who, Errand errand) {
    byte[] written() {
        return CanonicalWriter.of("half-way", 1)
                .uuid(who.tenant().value())
                .text(who.user().value())
                .number(who.at().getEpochSecond())
                .texts(who.methods())
                .bytes(Errand.written(errand))
                .toBytes();
    }

    static HalfWay read(byte[] bytes) {
        return CanonicalReader.read(
                bytes,
                "half-way",
                in -> {
                    in.expectFormat(1);
                    return new HalfWay(
                            new SignedIn(
                                    new TenantId(in.uuid()),
                                    new PrincipalId(in.text()),
                                    Instant.ofEpochSecond(in.number()),
                                    in.texts(),
                                    null),
                            Errand.read(in.bytes()));
                });
    }
}
