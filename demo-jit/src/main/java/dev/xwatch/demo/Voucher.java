package dev.xwatch.demo;

/** The item that comes late: nothing may load this class before the phase that means to. */
final class Voucher extends Item {
    private final int cents;

    private Voucher(int cents) {
        this.cents = cents;
    }

    /**
     * A voucher worth {@code cents}. Returns the supertype because a method that used a {@code Voucher} as an
     * {@code Item} would make the verifier load this class together with the method's own.
     */
    static Item worth(int cents) {
        return new Voucher(cents);
    }

    @Override
    int listPrice() {
        return cents;
    }

    @Override
    int weight() {
        return 15;
    }
}
