package dev.keyward.cmdlet;

/// The value of a switch.
public record SwitchParameter(boolean isPresent) {
    @Override
    public String toString() {
        return isPresent ? "True" : "False";
    }
}
