package dev.keyward.language.value;

/// What a command or method with no output gives: reads as null, sends nothing down a pipeline.
public enum Nothing {
    NOTHING
}
