package dev.keyward.directory.offers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A bundle of quotas, one for each service and location it contains (tenancy.md, section 3.1).
/// Subscribers never see it.
///
/// @param name as its maker wrote it; compared without regard to letter case, one of a deployment
public record Plan(
        String name, Description description, List<QuotaId> quotas, List<String> skuIds) {
    static final EntityKind<Plan> KIND = new Kind();

    public Plan {
        quotas = List.copyOf(quotas);
        skuIds = List.copyOf(skuIds);
    }

    /// The form that names are compared in.
    public static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static final class Kind implements EntityKind<Plan> {
        @Override
        public String word() {
            return "plan";
        }

        @Override
        public String key(Plan plan) {
            return canonical(plan.name);
        }

        @Override
        public byte[] clear(Plan plan) {
            CanonicalWriter out = CanonicalWriter.of(word(), 1).text(plan.name);
            plan.description.write(out).count(plan.quotas.size());
            plan.quotas.forEach(
                    quota -> out.text(quota.namespace()).text(quota.location()).text(quota.name()));
            return out.texts(plan.skuIds).toBytes();
        }

        @Override
        public Plan read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            String name = in.text();
            Description description = Description.read(in);
            List<QuotaId> quotas = new ArrayList<>();
            int count = in.count();
            for (int i = 0; i < count; i++) {
                quotas.add(new QuotaId(in.text(), in.text(), in.text()));
            }
            return new Plan(name, description, quotas, in.texts());
        }
    }
}
