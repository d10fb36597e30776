/**
 * Python's pickles, read as data: a machine that knows no class and calls no function. The few
 * names that a kind of file may refer to are a {@link
 * dev.interproto.common.pickle.PickleVocabulary}, and its messages {@link
 * dev.interproto.common.pickle.PickleRefusals}.
 */
package dev.interproto.common.pickle;
