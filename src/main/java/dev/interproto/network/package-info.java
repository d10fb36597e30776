/**
 * Face-recognition backbones as DL4J computation graphs of our own coarse layers, their parameters
 * under the reference's names, and the device they run on.
 */
package dev.interproto.network;
