package dev.xwatch.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Inputs for a parser, valid ones and others. */
public interface Inputs<T> {
    /** What the parser takes. */
    List<T> samples();

    /** Another one: the same for the same random numbers. */
    T next(RandomGenerator random);

    /** An input as a person can read it. */
    String show(T input);
}
