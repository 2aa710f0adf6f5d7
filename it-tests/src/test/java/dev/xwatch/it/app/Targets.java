package dev.xwatch.it.app;

/** What is called, and counted from outside. Without branches: nothing here gives the JIT a reason to compile again. */
final class Targets {
    /** Arrays, because the JIT takes the elements of an immutable list for constants: then it would bind the calls. */
    static final Plain[] RECEIVERS = {new Plain(), new Counted()};

    static final Shape[] SHAPES = {new Circle(), new Square(), new Triangle(), new Strip()};

    private Targets() {}

    static long mixed(long x) {
        return (x ^ (x >>> 7)) * 31 + 17;
    }

    /** Overridden, so that a call is not bound to one method. */
    static class Plain {
        long mixed(long x) {
            return x + 1;
        }
    }

    /** Its {@code mixed} is the one that is counted. */
    static final class Counted extends Plain {
        @Override
        long mixed(long x) {
            return Targets.mixed(x) + 3;
        }
    }

    /** With more implementations than HotSpot keeps in the profile of a call. */
    interface Shape {
        long area(long side);
    }

    /** Its {@code area} is the one that is counted. */
    static final class Square implements Shape {
        @Override
        public long area(long side) {
            return Targets.mixed(side) * side;
        }
    }

    static final class Circle implements Shape {
        @Override
        public long area(long side) {
            return side * 355 / 113;
        }
    }

    static final class Triangle implements Shape {
        @Override
        public long area(long side) {
            return side / 2;
        }
    }

    static final class Strip implements Shape {
        @Override
        public long area(long side) {
            return side;
        }
    }
}
