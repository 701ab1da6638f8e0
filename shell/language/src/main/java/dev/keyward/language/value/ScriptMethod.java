package dev.keyward.language.value;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A method of one object, run with the object as `$this`.
record ScriptMethod(ScriptBlock block) {
    @Nullable Object run(
            Surroundings surroundings, PsObject self, List<@Nullable Object> arguments) {
        surroundings.session().variable("this", self);
        List<@Nullable Object> output = new ArrayList<>();
        surroundings
                .scripts()
                .run(new Scripts.Call(block, self, false, arguments, true), output::add);
        return Sequences.collapsed(output);
    }

    @Override
    public String toString() {
        return block.text();
    }
}
