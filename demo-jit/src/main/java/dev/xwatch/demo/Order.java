package dev.xwatch.demo;

/** One line of an order: {@code quantity} pieces of {@code item} for the customer with that number. */
record Order(Item item, int quantity, int customer) {}
