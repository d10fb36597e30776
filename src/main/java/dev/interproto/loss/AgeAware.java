package dev.interproto.loss;

import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * CosFace over the identity's part of the embeddings, and an age task that trains beside it: the
 * methods that take what tells of age out of embeddings. The margin knows nothing of ages.
 *
 * <p>CosFace alone, as in the papers of DAL and MTLFace and in the table they are compared in: with
 * another margin it would be a method of nobody's, and the options of a head, which are numbers by
 * name, would need a head within a head.
 *
 * @param margin of the identities (all three methods are compared with CosFace's)
 * @param task learnt beside it
 */
public record AgeAware(CosFace margin, AgeTask task) implements MarginHead {

    @Override
    public HeadKind kind() {
        return task.method();
    }

    @Override
    public double scale() {
        return margin.scale();
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(
                        DoubleStream.concat(
                                        DoubleStream.of(margin.scale(), margin.margin()),
                                        DoubleStream.of(task.numbers()))
                                .toArray());
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        return margin.row(own, norm, memory);
    }

    @Override
    public Optional<AgeTask> ageTask() {
        return Optional.of(task);
    }
}
