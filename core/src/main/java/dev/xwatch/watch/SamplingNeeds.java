package dev.xwatch.watch;

import dev.xwatch.perf.CpuRing;
import dev.xwatch.perf.Sampling;
import dev.xwatch.perf.UserRegisters;
import java.util.List;
import java.util.function.IntSupplier;

/** What records of hits have to bring: all that any watch so far wants. For the engine's thread. */
final class SamplingNeeds {
    private final int ringBytes;
    private final IntSupplier wakeupEvents;
    private int stackBytes;
    private UserRegisters registers = UserRegisters.CALLER;

    /** @param wakeupEvents how many hits wake the reader, {@link Sampling#wakeupEvents} */
    SamplingNeeds(List<CpuRing> rings, IntSupplier wakeupEvents) {
        this.ringBytes = rings.stream().mapToInt(CpuRing::dataBytes).min().orElse(0);
        this.wakeupEvents = wakeupEvents;
    }

    /** Slots that are opened from now on bring what these watches want, too. */
    void add(List<WatchRequest> requests) {
        for (WatchRequest request : requests) {
            stackBytes = Math.max(stackBytes, StackShare.bytes(request, ringBytes));
            if (request.options().arguments()) {
                registers = UserRegisters.ARGUMENTS;
            }
        }
    }

    /** For slots that are opened now. */
    Sampling sampling() {
        return new Sampling(stackBytes, registers, wakeupEvents.getAsInt());
    }

    /** What records bring less of the stack than a watch's frames are reckoned with, in words; empty if nothing. */
    String stackGap(Sampling taken, WatchRequest request) {
        return taken.stackBytes() >= StackShare.bytes(request, Integer.MAX_VALUE)
                ? ""
                : "stacks are cut after " + taken.stackBytes() + " bytes: "
                        + (taken.stackBytes() >= StackShare.bytes(request, ringBytes)
                                ? "a record may take a 64th of its ring's " + ringBytes + " bytes"
                                : "its debug register was taken for watches that wanted less");
    }

    /** Why arguments in registers are not known, in words; empty if they are, or nobody asks. */
    String argumentsGap(Sampling taken, WatchRequest request) {
        return !request.options().arguments() || taken.registers() == UserRegisters.ARGUMENTS
                ? ""
                : "arguments in registers are not captured: its debug register was taken for watches with args:off";
    }
}
