package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The side rows of one kind on their way to another deployment.
///
/// @param <T> what a row holds
final class SideBelongings<T extends Object> implements Belongings {
    private static final int PAGE = 100;

    private final SideRows<T> rows;
    private final String what;
    private final Predicate<T> which;

    SideBelongings(SideRows<T> rows, String what, Predicate<T> which) {
        this.rows = rows;
        this.what = what;
        this.which = which;
    }

    @Override
    public Count writeAll(CanonicalWriter out, VaultId vault) {
        List<SideRows.Row<T>> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            Listing<SideRows.Row<T>> page = rows.list(vault, after, PAGE);
            page.items().stream().filter(row -> which.test(row.value())).forEach(all::add);
            after = page.next();
        }
        out.count(all.size());
        all.forEach(row -> rows.write(out.text(row.name()), row.value()));
        return Count.of(all.size());
    }

    @Override
    public Arrived readAll(CanonicalReader in, VaultId vault) {
        int count = in.count();
        List<SideRows.Row<T>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new SideRows.Row<>(in.text(), rows.read(in), 0));
        }
        return new Arrived(
                Count.of(count), () -> all.stream().map(row -> sealed(vault, row)).toList());
    }

    private Sealed sealed(VaultId vault, SideRows.Row<T> row) {
        ObjectName name = new ObjectName(row.name());
        if (rows.find(vault, name).isPresent()) {
            throw new VaultException(new VaultError.ImportCollides(what, name));
        }
        return rows.seal(vault, name, row.value(), row.revision());
    }
}
