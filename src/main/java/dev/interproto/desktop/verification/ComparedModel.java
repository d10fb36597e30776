package dev.interproto.desktop.verification;

import dev.interproto.workspace.StoredEvaluation;

/**
 * A run or model that was evaluated on the test set that is shown.
 *
 * @param name of the run or model
 */
record ComparedModel(String name, StoredEvaluation evaluation) {}
