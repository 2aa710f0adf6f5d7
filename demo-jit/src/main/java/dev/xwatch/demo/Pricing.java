package dev.xwatch.demo;

/**
 * The price list, and the hot method of the scene {@code tiers}.
 *
 * <p>{@link #price} is written out in one piece on purpose: with more bytecodes than HotSpot's {@code FreqInlineSize}
 * (325 on x86_64, {@code c2_globals_x86.hpp}) no compiler inlines it into its callers, so that every call is an entry
 * into the compiled method. It has no loops, hence no on-stack replacement. Its callers run through the same orders
 * over and over ({@link Till}), so that a branch never taken while the method was profiled is never taken later: no
 * compiled version runs into one of its uncommon traps.
 */
final class Pricing {
    private final int taxPerMille;

    /** Prices with a tax of {@code taxPerMille} thousandths. */
    Pricing(int taxPerMille) {
        this.taxPerMille = taxPerMille;
    }

    /**
     * What the customer pays for {@code quantity} pieces of {@code item}, in cents, shipping and tax included.
     *
     * @param quantity 1 or more
     * @param customer a customer number, 0 or more; it decides on the customer's group and zone
     */
    long price(Item item, int quantity, int customer) {
        long goods = (long) item.listPrice() * quantity;
        long grams = (long) item.weight() * quantity;

        int perMilleOff;
        if (quantity >= 20) {
            perMilleOff = 120;
        } else if (quantity >= 10) {
            perMilleOff = 80;
        } else if (quantity >= 5) {
            perMilleOff = 45;
        } else if (quantity >= 3) {
            perMilleOff = 20;
        } else {
            perMilleOff = 0;
        }

        int group = customer & 7;
        if (group == 0) {
            perMilleOff += 50;
        } else if (group == 1) {
            perMilleOff += 35;
        } else if (group == 2) {
            perMilleOff += 25;
        } else if (group < 5) {
            perMilleOff += 10 + 2 * group;
        } else {
            perMilleOff += group - 5;
        }
        long discounted = goods - (goods * perMilleOff + 500) / 1000;

        long shipping;
        if (grams <= 250) {
            shipping = 180;
        } else if (grams <= 500) {
            shipping = 260;
        } else if (grams <= 1_000) {
            shipping = 390 + (grams - 500) / 50;
        } else if (grams <= 2_000) {
            shipping = 520 + (grams - 1_000) / 40;
        } else if (grams <= 5_000) {
            shipping = 790 + (grams - 2_000) / 30;
        } else if (grams <= 10_000) {
            shipping = 1_190 + (grams - 5_000) / 25;
        } else {
            shipping = 1_690 + (grams - 10_000) / 20;
        }

        int zone = (customer >> 3) & 3;
        long surcharge;
        if (zone == 0) {
            surcharge = 0;
        } else if (zone == 1) {
            surcharge = shipping / 4;
        } else if (zone == 2) {
            surcharge = shipping / 2 + 75;
        } else {
            surcharge = shipping + 150 + grams / 100;
        }
        shipping += surcharge;
        if (discounted >= 20_000) {
            shipping -= shipping / 2;
        }

        long insured = discounted / 5 + shipping;
        long insurance = insured > 3_000 ? 90 + insured / 200 : 45;
        long net = discounted + shipping + insurance;
        long tax = (net * taxPerMille + 500) / 1000;
        long gross = net + tax;

        long roundingStep = gross >= 10_000 ? 10 : 5;
        long remainder = gross % roundingStep;
        gross += remainder * 2 >= roundingStep ? roundingStep - remainder : -remainder;

        long points = gross / 100;
        if ((customer & 32) != 0) {
            points += points / 2;
        }
        long bonus = points > 150 ? 150 : points;
        return gross - bonus;
    }
}
