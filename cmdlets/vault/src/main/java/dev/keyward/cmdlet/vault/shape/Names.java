package dev.keyward.cmdlet.vault.shape;

import java.util.List;

/// The names of a cmdlet (cmdlets.md, section 3).
///
/// @param name the native one, such as `Get-Secret`
/// @param aliases the Az one first, then the AzureRM ones and those of older modules
record Names(String name, List<String> aliases) {
    public Names {
        aliases = List.copyOf(aliases);
    }

    static Names of(String name, String... aliases) {
        return new Names(name, List.of(aliases));
    }

    /// Whether a name comes from the modules before Az, whose objects had other types and members.
    static boolean isAzureRm(String calledAs) {
        String noun = calledAs.substring(calledAs.indexOf('-') + 1);
        return noun.regionMatches(true, 0, "Azure", 0, 5);
    }

    /// The .NET class that scripts find in error ids, such as
    /// `Microsoft.Azure.Commands.KeyVault.GetAzureKeyVaultSecret`.
    String errorSource() {
        if (aliases.isEmpty()) {
            return name;
        }
        String az = aliases.getFirst();
        int dash = az.indexOf('-');
        if (az.startsWith("Azs", dash + 1)) {
            // Functions of scripts, whose errors are called like them.
            return az;
        }
        String noun = az.substring(dash + 1).replaceFirst("^Az(ure)?(Rm)?", "");
        String module = noun.startsWith("KeyVault") ? "KeyVault" : "ResourceManager";
        return "Microsoft.Azure.Commands." + module + "." + az.substring(0, dash) + "Azure" + noun;
    }
}
