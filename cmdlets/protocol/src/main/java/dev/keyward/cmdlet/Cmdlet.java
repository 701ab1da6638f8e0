package dev.keyward.cmdlet;

import java.util.List;

/// A command written in Java.
///
/// One object serves every invocation, so it holds no state of a run; that lives in the processor.
public interface Cmdlet {
    String name();

    /// Other names that reach it.
    default List<String> aliases() {
        return List.of();
    }

    /// One sentence for lists and the head of the help page.
    String synopsis();

    default String description() {
        return synopsis();
    }

    /// Shown by help and run as tests.
    default List<Example> examples() {
        return List.of();
    }

    Signature signature();

    /// What stands behind the comma in the ids of its errors; .NET cmdlets have their class here.
    default String errorSource() {
        return name();
    }

    /// Starts a run. Parameters aren't bound from the pipeline yet.
    Processor open(Invocation invocation);

    /// A command line with what it shows.
    ///
    /// @param output exact text, or empty if it isn't told
    /// @param before what a test runs first; help doesn't show it
    record Example(String title, String code, String output, String before) {
        public Example(String title, String code, String output) {
            this(title, code, output, "");
        }
    }
}
