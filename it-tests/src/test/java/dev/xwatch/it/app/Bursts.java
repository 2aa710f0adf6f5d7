package dev.xwatch.it.app;

/**
 * Calls {@code Targets.mixed} in short bursts, with pauses in which rings can be read. At each line on stdin it makes {@value
 * #BURSTS} of them and tells how long all calls together took.
 */
public final class Bursts {
    /** How many bursts for a line. */
    public static final int BURSTS = 100;
    /** How many calls in a burst. */
    public static final int CALLS = 100;

    private static final int WARM_UP_CALLS = 2_000_000;
    private static final long PAUSE_MILLIS = 4;

    private Bursts() {}

    /** @param args nothing */
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < WARM_UP_CALLS / CALLS; i++) {
            Dispatch.STATIC.call(CALLS);
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            long nanos = 0;
            for (int burst = 0; burst < BURSTS; burst++) {
                long begin = System.nanoTime();
                Dispatch.STATIC.call(CALLS);
                nanos += System.nanoTime() - begin;
                Thread.sleep(PAUSE_MILLIS);
            }
            System.out.println("nanos=" + nanos);
        }
    }
}
