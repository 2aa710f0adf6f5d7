package dev.xwatch.demo;

/** The item that is there from the start. */
final class Book extends Item {
    private final int cents;
    private final int pages;

    Book(int cents, int pages) {
        this.cents = cents;
        this.pages = pages;
    }

    @Override
    int listPrice() {
        return cents;
    }

    @Override
    int weight() {
        return 120 + 3 * pages;
    }
}
