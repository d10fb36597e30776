/**
 * Model files from elsewhere: PyTorch, MXNet and ONNX in, ONNX out. Files are data: nothing in them
 * is ever executed, and sizes are checked before memory is taken.
 */
package dev.interproto.network.exchange;
