package dev.interproto.workspace.job;

import dev.interproto.face.Preprocessing;
import dev.interproto.verification.AgeOutput;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ages to be estimated.
 *
 * @param model an ONNX file
 * @param preprocessing what its input expects, told by a person; else found out
 * @param unit what a single number means, told by a person
 * @param all also images that have an age already; else only those without one
 */
public record AgeEstimation(
        Path model, Optional<Preprocessing> preprocessing, Optional<AgeOutput> unit, boolean all) {

    /** Of the images without an age, with what the file says about its input. */
    public static AgeEstimation ofMissing(Path model) {
        return new AgeEstimation(model, Optional.empty(), Optional.empty(), false);
    }
}
