package dev.keyward.language.eval;

import org.jspecify.annotations.Nullable;

/// One command of a running pipeline.
///
/// Every method is called in the stage's own context.
interface Stage {
    void begin();

    /// Takes one object; the first stage of a pipeline without input gets none.
    void process(@Nullable Object input);

    /// Runs once where there's no pipeline input.
    void processWithoutInput();

    void end();

    void close();
}
