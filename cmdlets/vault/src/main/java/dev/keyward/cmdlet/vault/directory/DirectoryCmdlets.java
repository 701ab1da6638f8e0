package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for the directory.
public final class DirectoryCmdlets {
    private DirectoryCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new NewApplication(),
                new GetApplication(),
                new RemoveApplication(),
                new NewServicePrincipal(),
                new GetServicePrincipal(),
                new RemoveServicePrincipal(),
                new GetUser(),
                new GetGroup());
    }
}
