package dev.interproto.desktop.alignment;

import dev.interproto.dataset.alignment.AlignedImage;
import dev.interproto.face.RgbImage;
import java.util.Optional;

/**
 * A photograph beside its face.
 *
 * @param image what became of it
 * @param before the photograph; empty where it cannot be read
 * @param after the face, 112×112; empty where there is none
 */
record Preview(AlignedImage image, Optional<RgbImage> before, Optional<RgbImage> after) {}
