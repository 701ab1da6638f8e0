package dev.keyward.wire.certificates;

import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// A deleted certificate.
public record DeletedCertificateBundle(Deletion deletion, CertificateBundle certificate)
        implements WireBody {
    public static DeletedCertificateBundle parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    CertificateBundle.Parts parts = new CertificateBundle.Parts();
                    Deletion deletion = Deletion.NONE;
                    while (in.next()) {
                        if (!parts.take(in)) {
                            deletion = deletion.take(in);
                        }
                    }
                    return new DeletedCertificateBundle(deletion, parts.bundle());
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
        certificate.writeMembers(out);
    }
}
