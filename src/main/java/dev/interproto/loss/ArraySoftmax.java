package dev.interproto.loss;

import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** By ND4J's operations over whole matrices, on any backend and in any precision. */
final class ArraySoftmax implements CosineSoftmax {
    private final LossArithmetic arithmetic;
    private INDArray inverseNorms;

    ArraySoftmax(LossArithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    @Override
    public void measure(INDArray prototypes) {
        inverseNorms = ArrayPasses.inverseNorms(prototypes);
    }

    @Override
    public Result derivative(
            INDArray scores,
            int[] own,
            Function<double[], RowMargin[]> margins,
            double scale,
            Optional<INDArray> overLengths) {
        INDArray scoredNorms = StepPrototypes.firstOf(inverseNorms, scores.size(1));
        ArrayPasses.toCosines(scores, scoredNorms);
        int correct = ArrayPasses.correct(scores, own);
        RowMargin[] rows = margins.apply(ArrayPasses.own(scores, own));
        MarginHead.Slopes slopes = RowLogits.apply(scores, own, scale, rows);
        double loss = ArrayPasses.softmaxCrossEntropy(scores, own);
        ArrayPasses.overBatch(scores, own);
        double[] byTarget = ArrayPasses.own(scores, own);
        for (int row = 0; row < byTarget.length; row++) {
            byTarget[row] *= scale;
        }
        slopes.backward(scores);
        overLengths.ifPresent(result -> result.assign(scores).muliRowVector(scoredNorms));
        return new Result(loss, correct, rows, byTarget);
    }

    @Override
    public void throughNormalisation(INDArray prototypes, INDArray gradient) {
        ArrayPasses.throughNormalisation(
                prototypes,
                StepPrototypes.firstOf(inverseNorms, prototypes.size(0)),
                gradient,
                arithmetic);
    }
}
