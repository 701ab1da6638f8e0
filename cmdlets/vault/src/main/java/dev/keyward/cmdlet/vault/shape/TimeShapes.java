package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.ClockState;
import dev.keyward.wire.ServerTime;

/// The time of a server as an object.
public final class TimeShapes {
    private TimeShapes() {}

    public static PsObject time(ServerTime time) {
        return new PsObject(Types.SERVER_TIME)
                .set("Time", Texts.time(time.time()))
                .set("Ahead", time.ahead());
    }

    public static PsObject clock(ClockState state) {
        return new PsObject(Types.SERVER_CLOCK)
                .set("Time", Texts.time(state.time()))
                .set("Clock", Texts.time(state.clock()))
                .set("Certain", Texts.time(state.certain()))
                .set("Standing", state.standing())
                .set("ConfirmedAt", Texts.time(state.confirmedAt()));
    }
}
