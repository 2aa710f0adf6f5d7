package dev.xwatch.demo;

import java.util.List;

/**
 * The caller of the hot method: an ordinary loop over a fixed cycle of orders. What the orders should cost is taken
 * from their first run, which is still interpreted; everything computed later is checked against that. Once open, it
 * may be used by several threads at once.
 */
final class Till {
    /** Orders in a cycle. */
    static final int CYCLE = 64;

    private final Pricing pricing;
    private final Order[] orders = new Order[CYCLE];
    private final long[] standard = new long[CYCLE];

    Till(Pricing pricing) {
        this.pricing = pricing;
    }

    /** Prices the orders for the first time: {@link #CYCLE} calls, over all of {@code items} in turn. */
    Tally open(List<Item> items) {
        for (int i = 0; i < CYCLE; i++) {
            // Odd factors, so that quantities and customers do not go in step with the items.
            Order order = new Order(items.get(i % items.size()), 1 + (i * 11) % 24, (i * 37) % CYCLE);
            orders[i] = order;
            standard[i] = pricing.price(order.item(), order.quantity(), order.customer());
        }
        return new Tally(CYCLE, expectedSum(CYCLE));
    }

    /**
     * Calls the hot method {@code calls} times.
     *
     * @throws DemoException if the prices do not add up to what the first run computed
     */
    Tally sell(int calls) throws DemoException {
        long sum = 0;
        int made = 0;
        while (made < calls) {
            Order order = orders[made % CYCLE];
            sum += pricing.price(order.item(), order.quantity(), order.customer());
            made++;
        }
        long expected = expectedSum(made);
        if (sum != expected) {
            throw new DemoException("Pricing.price: " + made + " calls came to " + sum + ", not " + expected);
        }
        return new Tally(made, sum);
    }

    private long expectedSum(int calls) {
        long cycle = 0;
        long rest = 0;
        for (int i = 0; i < CYCLE; i++) {
            cycle += standard[i];
            if (i < calls % CYCLE) {
                rest += standard[i];
            }
        }
        return calls / CYCLE * cycle + rest;
    }
}
