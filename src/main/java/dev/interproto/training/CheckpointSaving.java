package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import java.util.ArrayList;
import java.util.List;

/**
 * When a run's checkpoints are written, and what becomes of it where the disk will not take them.
 *
 * @param session whose state is saved
 * @param patience of a state that would be lost otherwise
 * @param progression hears of it
 */
record CheckpointSaving(TrainingSession session, SavePatience patience, Progression progression) {

    /**
     * Saves the state after an epoch. The best checkpoints go first: a run killed before its last
     * one is written trains the epoch again, and finds them again. One that does not fit has
     * another chance once the last is safe, for which somebody may have made room.
     *
     * @param epoch that is over
     * @param improved test sets of which it is the best so far
     * @param more whether another epoch follows, after which saving is tried again
     * @throws UserFacingException where none follows and the disk takes nothing for long
     */
    void afterEpoch(int epoch, List<String> improved, boolean more) {
        List<String> unsaved = new ArrayList<>(improved);
        unsaved.removeIf(testSet -> triesBest(testSet, epoch));
        if (more) {
            lastOrWarn();
        } else {
            last();
        }
        unsaved.forEach(testSet -> bestOrWarn(testSet, epoch));
    }

    /**
     * Saves a state that would be lost otherwise: patient with a full disk.
     *
     * @throws UserFacingException where the disk takes nothing for long
     */
    void last() {
        for (int attempt = 1; ; attempt++) {
            try {
                progression.publish(session.saveLast());
                return;
            } catch (UserFacingException e) {
                if (attempt > patience.attempts()) {
                    throw e;
                }
                if (attempt == 1) {
                    progression.warn(e.getMessage() + " " + patience.promise());
                }
                patience.await();
            }
        }
    }

    private void lastOrWarn() {
        try {
            progression.publish(session.saveLast());
        } catch (UserFacingException e) {
            progression.warn(
                    e.getMessage() + " Training goes on and tries again after the next epoch.");
        }
    }

    private boolean triesBest(String testSet, int epoch) {
        try {
            progression.publish(session.saveBest(testSet, epoch));
            return true;
        } catch (UserFacingException e) {
            return false;
        }
    }

    private void bestOrWarn(String testSet, int epoch) {
        try {
            progression.publish(session.saveBest(testSet, epoch));
        } catch (UserFacingException e) {
            progression.warn(e.getMessage());
        }
    }
}
