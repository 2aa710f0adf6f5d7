package dev.xwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TillTest {
    /** An item that can be made more expensive behind the till's back. */
    private static final class Changing extends Item {
        private int cents = 1_000;

        @Override
        int listPrice() {
            return cents;
        }

        @Override
        int weight() {
            return 100;
        }
    }

    @Test
    void oneBookForAnOrdinaryCustomer() {
        // 1000 + shipping 180 (150 g, zone 0) + insurance 45 = 1225; 1 % tax: 12.25 -> 12; 1237 -> 1235, less 12
        // points.
        // Group 5 has no discount of its own.
        assertThat(new Pricing(10).price(new Book(1_000, 10), 1, 5)).isEqualTo(1_223);
    }

    @Test
    void everyCallIsCounted() throws DemoException {
        Till till = new Till(new Pricing(70));

        Tally opening = till.open(List.of(new Book(1_000, 10), new Book(2_000, 300)));
        Tally cycle = till.sell(Till.CYCLE);
        Tally more = till.sell(2 * Till.CYCLE + 1);

        assertThat(opening.calls()).isEqualTo(Till.CYCLE);
        assertThat(cycle).isEqualTo(opening);
        assertThat(more.calls()).isEqualTo(2 * Till.CYCLE + 1);
        assertThat(more.sum()).isGreaterThan(2 * cycle.sum());
    }

    @Test
    void aWrongPriceIsFound() {
        Changing item = new Changing();
        Till till = new Till(new Pricing(70));
        till.open(List.of(item));

        item.cents += 500;

        assertThatThrownBy(() -> till.sell(10))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("10 calls came to");
    }
}
