/**
 * What training minimises: margin heads over cosines to identity prototypes, the Inter-Prototype
 * loss that pushes child prototypes apart (Inter-Prototype, BMVC 2021, arXiv 2110.11630), and the
 * output layer that holds the prototypes. Arrays are row per identity: prototypes {@code [C, D]}.
 */
package dev.interproto.loss;
