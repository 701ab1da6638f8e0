package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.objects.ObjectSettings;

/// Reads the attributes that cmdlets set on keys and secrets.
public final class NewSettings {
    private NewSettings() {}

    /// For something new: on unless `-Disable` says otherwise.
    public static ObjectSettings created(Run run) {
        return new ObjectSettings(
                !run.flag("Disable"), run.time("NotBefore"), run.time("Expires"), run.tags("Tag"));
    }

    /// For a change: what isn't given stays.
    public static ObjectSettings changed(Run run) {
        return new ObjectSettings(
                run.choice("Enable"), run.time("NotBefore"), run.time("Expires"), run.tags("Tag"));
    }
}
