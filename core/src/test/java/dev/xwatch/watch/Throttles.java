package dev.xwatch.watch;

/** For tests that need a throttle that nobody uses. */
final class Throttles {
    private Throttles() {}

    static Throttle any() {
        HitCost cost = new HitCost();
        return new Throttle(cost, new Exposure(cost, RunQueue.ofThisProcess()), Math::random, System::nanoTime);
    }
}
