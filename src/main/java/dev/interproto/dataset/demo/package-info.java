/**
 * Demo faces: drawn people who age, so that the whole workbench can be shown and tested without a
 * single real photograph.
 *
 * <p>A {@linkplain dev.interproto.dataset.demo.Person person} is a set of traits; {@linkplain
 * dev.interproto.dataset.demo.Growth growth} turns the adult head into the child's by cardioidal
 * strain and fades the traits of the young, which is the very phenomenon the Inter-Prototype loss
 * addresses: children of different identities look alike. The faces are drawn with Java2D, aligned
 * to the 112×112 template as real ones are, and written as a training set, test pairs and
 * photographs. What a network reaches on them says that the workbench works, nothing about real
 * faces.
 */
package dev.interproto.dataset.demo;
