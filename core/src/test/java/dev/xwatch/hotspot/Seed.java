package dev.xwatch.hotspot;

/** A class that only the tests' own class loaders define, from its class file. */
final class Seed {
    private Seed() {}
}
