package dev.xwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateBoardTest {
    private final List<StateChange> sent = new ArrayList<>();
    private final StateBoard board = new StateBoard(new NoSink() {
        @Override
        public void state(StateChange change) {
            sent.add(change);
        }
    });

    private static StateChange change(WatchState state, String method, String reason) {
        return new StateChange(System.nanoTime(), "w", "spec", state, reason, method, 0, 0, 0, 0, 1, 0, 0);
    }

    @Test
    void theSameStateTwiceIsSentOnce() {
        board.post("", change(WatchState.Pending, "", "not loaded"));
        board.post("", change(WatchState.Pending, "", "not loaded"));
        board.post("", change(WatchState.Pending, "", "interpreted"));

        assertThat(sent).extracting(StateChange::reason).containsExactly("not loaded", "interpreted");
    }

    @Test
    void whatIsKnownOfItsMethodsReplacesWhatWasSaidOfTheWatch() {
        board.post("", change(WatchState.Pending, "", "not loaded"));
        board.post("C.m(int)#1", change(WatchState.Armed, "C.m(int)", ""));
        board.post("C.m(long)#2", change(WatchState.Pending, "C.m(long)", "interpreted"));

        assertThat(board.of("w")).extracting(StateChange::method).containsExactly("C.m(int)", "C.m(long)");
    }

    @Test
    void methodsOfOneNameInTwoLoadersAreTwo() {
        board.post("C.m(int)#1", change(WatchState.Armed, "C.m(int)", ""));
        board.post("C.m(int)#2", change(WatchState.Armed, "C.m(int)", ""));

        assertThat(board.of("w")).hasSize(2);
        assertThat(sent).hasSize(2);
    }

    @Test
    void aRefreshedReasonIsKnownAndNotSent() {
        board.post("C.m(int)#1", change(WatchState.Pending, "C.m(int)", "1 call"));

        board.refresh("w", "C.m(int)#1", "2 calls");

        assertThat(board.of("w")).extracting(StateChange::reason).containsExactly("2 calls");
        assertThat(sent).hasSize(1);
    }

    @Test
    void whyItFailedStaysKnown() {
        board.post("C.m(int)#1", change(WatchState.Failed, "C.m(int)", "EPERM"));

        board.refresh("w", "C.m(int)#1", "2 calls");

        assertThat(board.of("w")).extracting(StateChange::reason).containsExactly("EPERM");
    }

    @Test
    void aTargetThatIsGoneIsForgotten() {
        board.post("C.m(int)#1", change(WatchState.Disarmed, "C.m(int)", "unloaded"));

        board.forget("w", "C.m(int)#1");

        assertThat(board.of("w")).isEmpty();
    }

    @Test
    void aRemovedWatchIsForgotten() {
        board.post("C.m(int)#1", change(WatchState.Armed, "C.m(int)", ""));

        board.remove(change(WatchState.Removed, "", ""));

        assertThat(board.all()).isEmpty();
        assertThat(sent).last().extracting(StateChange::state).isEqualTo(WatchState.Removed);
    }
}
