package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.Cmdlet.Example;
import dev.keyward.cmdlet.Signature;
import java.util.List;

/// All that is said of one cmdlet.
public record Page(String synopsis, Signature signature, List<Example> examples) {
    public Page {
        examples = List.copyOf(examples);
    }
}
