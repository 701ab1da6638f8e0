package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Run;

/// Whether the contexts of a session are kept for later ones where nothing is said of that.
enum Autosave {
    /// Nobody has said anything: those of a person whom `Connect-Server` asked are.
    UNSAID,
    OFF,
    ON;

    private static final SessionServices.Slot<Autosave> SLOT =
            new SessionServices.Slot<>(Autosave.class.getName(), Autosave.class);

    static Autosave of(Run run) {
        return run.invocation().session().attribute(SLOT).orElse(UNSAID);
    }

    /// @return what is shown of it
    PsObject set(Run run) {
        run.invocation().session().keep(SLOT, this);
        return AccountShapes.autosave(
                this == ON ? "CurrentUser" : "Process",
                ContextFiles.find(run).map(ContextFiles::kept).orElse(null));
    }
}
