package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.shape.Run;

/// Whether what's in the directory is taken away: AzureRM asked in any case unless `-Force` was
/// given, Az asks where the session's preferences say so.
final class Asked {
    private Asked() {}

    static boolean goesOn(Run run, String target, String action) {
        return run.isAzureRm()
                ? run.goesOn(target, action, "%s '%s'?".formatted(action, target))
                : run.goesOn(target, action);
    }
}
