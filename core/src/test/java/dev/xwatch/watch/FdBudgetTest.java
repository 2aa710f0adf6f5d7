package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xwatch.procfs.Descriptors;
import dev.xwatch.sys.Errno;
import dev.xwatch.sys.SyscallException;
import org.junit.jupiter.api.Test;

class FdBudgetTest {
    @Test
    void halfOfWhatTheApplicationDoesNotUseIsTheMost() throws SyscallException {
        // 24 of the application's, 400 of ours: 1,000 to share.
        FdBudget budget = new FdBudget(new Descriptors(424, 1024), 400);

        assertThat(budget.left()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            budget.take();
        }
        assertThatThrownBy(budget::take)
                .isInstanceOfSatisfying(
                        SyscallException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EMFILE));
    }

    @Test
    void whatIsBeyondHalfIsGivenBackOnlyWhereFewAreFree() {
        assertThat(new FdBudget(new Descriptors(700, 1024), 400).excess()).isZero();
        // 24 free of 1,024, of which 400 are ours: half of 424 is 212.
        assertThat(new FdBudget(new Descriptors(1000, 1024), 400).excess()).isEqualTo(188);
    }
}
