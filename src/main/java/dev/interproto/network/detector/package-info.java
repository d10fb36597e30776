/**
 * Face detectors that are neural networks, behind the interface of {@link
 * dev.interproto.face.FaceDetector}: the files a person brings, their graphs run by ONNX Runtime,
 * and what their outputs mean.
 */
package dev.interproto.network.detector;
