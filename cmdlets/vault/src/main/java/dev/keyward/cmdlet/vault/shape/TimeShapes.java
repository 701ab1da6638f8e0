package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.ServerTime;

/// The time of a development server as an object.
public final class TimeShapes {
    private TimeShapes() {}

    public static PsObject time(ServerTime time) {
        return new PsObject(Types.SERVER_TIME)
                .set("Time", Texts.time(time.time()))
                .set("Ahead", time.ahead());
    }
}
