package dev.keyward.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// SIGTERM and SIGINT as a server wants them: the first asks it to stop, every later one stops the
/// process at once. The JVM by itself ignores all but the first.
///
/// Goes through `sun.misc.Signal` of `jdk.unsupported` by its name, since javac warns of every
/// direct use; there is no other way to these signals.
final class StopSignals {
    private StopSignals() {}

    /// @param asked run at each signal, on a thread of the JVM
    /// @return false where the signals can't be had; then the JVM's shutdown hooks have to do
    static boolean on(Runnable asked) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run =
                    MethodHandles.dropArguments(
                            MethodHandles.lookup()
                                    .findVirtual(
                                            Runnable.class,
                                            "run",
                                            MethodType.methodType(void.class))
                                    .bindTo(asked),
                            0,
                            signal);
            Object ours = MethodHandleProxies.asInterfaceInstance(handler, run);
            for (String name : new String[] {"TERM", "INT"}) {
                Object of =
                        lookup.findConstructor(
                                        signal, MethodType.methodType(void.class, String.class))
                                .invoke(name);
                lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
                        .invoke(of, ours);
            }
            return true;
        } catch (Throwable unavailable) {
            // Another JVM, or one that keeps the signals (-Xrs).
            System.getLogger(StopSignals.class.getName())
                    .log(System.Logger.Level.DEBUG, "no signals", unavailable);
            return false;
        }
    }
}
