package dev.interproto.command;

import dev.interproto.dataset.Augmentation;
import dev.interproto.dataset.Augmentation.Effect;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is done to images beside the mirroring. */
final class AugmentOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--augment",
            paramLabel = "EFFECT=P[:STRENGTH]",
            split = ",",
            hideParamSyntax = true,
            description =
                    "effects with their probability and most, such as crop=0.5:8,blur=0.2; crop"
                            + " (pixels), colour (share), low-resolution (factor), blur (sigma),"
                            + " erase (share of the image); none takes all away (default: none)")
    private List<String> effects;

    /**
     * @throws CommandLine.ParameterException for an effect there is not
     */
    Augmentation applied(Augmentation base) {
        Augmentation result = base;
        for (String effect : effects == null ? List.<String>of() : effects) {
            result = with(result, effect.strip());
        }
        return result;
    }

    private Augmentation with(Augmentation a, String text) {
        if (text.equals("none")) {
            return Augmentation.NONE;
        }
        String name = text.replaceFirst("=.*", "");
        return switch (name) {
            case "crop" ->
                    new Augmentation(
                            parsed(text, a.crop()),
                            a.colour(),
                            a.lowResolution(),
                            a.blur(),
                            a.erase());
            case "colour" ->
                    new Augmentation(
                            a.crop(),
                            parsed(text, a.colour()),
                            a.lowResolution(),
                            a.blur(),
                            a.erase());
            case "low-resolution" ->
                    new Augmentation(
                            a.crop(),
                            a.colour(),
                            parsed(text, a.lowResolution()),
                            a.blur(),
                            a.erase());
            case "blur" ->
                    new Augmentation(
                            a.crop(),
                            a.colour(),
                            a.lowResolution(),
                            parsed(text, a.blur()),
                            a.erase());
            case "erase" ->
                    new Augmentation(
                            a.crop(),
                            a.colour(),
                            a.lowResolution(),
                            a.blur(),
                            parsed(text, a.erase()));
            default -> throw wrong(text);
        };
    }

    private Effect parsed(String text, Effect before) {
        try {
            String[] numbers = text.substring(text.indexOf('=') + 1).split(":", 2);
            return new Effect(
                    Double.parseDouble(numbers[0]),
                    numbers.length > 1 ? Double.parseDouble(numbers[1]) : before.strength());
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private CommandLine.ParameterException wrong(String text) {
        return new CommandLine.ParameterException(
                spec.commandLine(),
                "Not an effect of --augment: '"
                        + text
                        + "'. Write crop, colour, low-resolution, blur or erase with a probability,"
                        + " such as crop=0.5 or crop=0.5:8.");
    }
}
