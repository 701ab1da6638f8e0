package dev.keyward.api.login;

import java.util.UUID;

/// Somebody wants to see and change how he signs in.
record SecurityErrand() implements Errand {
    /// What Entra has in its place: the application `My Signins`.
    private static final UUID CLIENT = UUID.fromString("19db86c3-b2b9-44cc-b339-36da233a3be2");

    @Override
    public UUID client() {
        return CLIENT;
    }

    @Override
    public String application() {
        return "The page of how you sign in";
    }

    @Override
    public String resource() {
        return "";
    }
}
