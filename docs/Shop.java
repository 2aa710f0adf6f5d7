import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The application of guide.md: {@code java docs/Shop.java}. Ends with Ctrl-C. */
public class Shop {
    static long turnover;
    static long refunds;
    static long refunded;

    public static void main(String[] args) {
        System.out.println("the shop is open, pid " + ProcessHandle.current().pid());
        var till = Executors.newScheduledThreadPool(2, work -> new Thread(work, "till"));
        for (int i = 0; i < 2; i++) {
            till.scheduleAtFixedRate(Shop::sell, 0, 2, TimeUnit.MILLISECONDS);
        }
        var desk = Executors.newScheduledThreadPool(1, work -> new Thread(work, "desk"));
        desk.scheduleAtFixedRate(Shop::complaint, 0, 20, TimeUnit.MILLISECONDS);
        desk.scheduleAtFixedRate(Shop::recall, 0, 100, TimeUnit.MILLISECONDS);
    }

    static void sell() {
        for (int items = 1; items <= 10; items++) {
            turnover += price(items, items % 3 == 0);
        }
    }

    static int price(int items, boolean member) {
        int cents = items * 499;
        return member ? cents - cents / 10 : cents;
    }

    static void complaint() {
        refund(499, false);
    }

    static void recall() {
        refund(1299, true);
    }

    static void refund(int cents, boolean voucher) {
        int fee = voucher ? 0 : Math.max(25, cents / 50);
        int paid = voucher ? cents + 100 : cents - fee;
        if (paid > 100_000) {
            throw new IllegalArgumentException("ask the manager: " + paid);
        }
        refunds++;
        refunded += paid;
    }

    /** Nobody knows whether it is needed any more. */
    static int importDuty(int cents) {
        return cents / 5;
    }
}
