package dev.xwatch.demo;

/**
 * Something on sale. As long as {@link Book} is its only loaded subclass, a JIT compiler that analyses the class
 * hierarchy calls {@code Book}'s methods directly; loading {@link Voucher} breaks that assumption.
 */
abstract class Item {
    /** List price in cents. */
    abstract int listPrice();

    /** Shipping weight in grams. */
    abstract int weight();
}
